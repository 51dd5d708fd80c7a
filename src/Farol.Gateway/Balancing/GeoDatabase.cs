using Farol.Configuration.Places;

namespace Farol.Gateway.Balancing;

/// <summary>
/// Places of addresses from a MaxMind file of countries or cities, as labels of regions: <c>sa-br-sp</c> is continent, country and
/// first subdivision in lower case.
/// </summary>
internal sealed class GeoDatabase
{
    /// <summary>Two letters, two letters, up to three characters of ISO 3166-2.</summary>
    public const int MaxLabelBytes = 16;

    private readonly MmdbFile _file;

    private GeoDatabase(string path, DateTime writtenAtUtc, MmdbFile file)
    {
        Path = path;
        WrittenAtUtc = writtenAtUtc;
        _file = file;
    }

    public string Path { get; }

    public DateTime WrittenAtUtc { get; }

    /// <summary>Reads a file, or hands back <paramref name="before"/> when that is the same file unchanged.</summary>
    /// <exception cref="IOException">It is no file of places; the message names the setting.</exception>
    public static GeoDatabase Load(string path, GeoDatabase? before = null)
    {
        try
        {
            var file = new FileInfo(path);
            if (before?.Path == path && before.WrittenAtUtc == file.LastWriteTimeUtc)
            {
                return before;
            }

            return file.Length > MmdbFile.MaxBytes
                ? throw new InvalidDataException("it is larger than any MaxMind DB file")
                : new GeoDatabase(path, file.LastWriteTimeUtc, MmdbFile.Parse(File.ReadAllBytes(path)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new IOException($"gateway.geo_database: {path} cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>Writes an address's label and returns its length; 0: the file does not know it. Allocates nothing.</summary>
    /// <param name="address">IPv4 in its mapped form.</param>
    /// <param name="into">At least <see cref="MaxLabelBytes"/>.</param>
    public int Find(UInt128 address, Span<byte> into)
    {
        var record = _file.Find(address);
        if (record < 0)
        {
            return 0;
        }

        var data = _file.Data;
        var country = data.Find(record, "country"u8);
        var length = Append(into, 0, data.Text(data.Find(data.Find(record, "continent"u8), "code"u8)));
        length = Append(into, length, data.Text(data.Find(country, "iso_code"u8)));
        return country < 0 ? length : Append(into, length, data.Text(data.Find(data.First(data.Find(record, "subdivisions"u8)), "iso_code"u8)));
    }

    private static int Append(Span<byte> into, int length, ReadOnlySpan<byte> segment)
    {
        var start = length == 0 ? 0 : length + 1;
        if (segment.IsEmpty || segment.Length > into.Length - start)
        {
            return length;
        }

        if (length > 0)
        {
            into[length] = (byte)'-';
        }

        for (var i = 0; i < segment.Length; i++)
        {
            into[start + i] = char.IsAsciiLetterUpper((char)segment[i]) ? (byte)(segment[i] | 0x20) : segment[i];
        }

        return start + segment.Length;
    }
}
