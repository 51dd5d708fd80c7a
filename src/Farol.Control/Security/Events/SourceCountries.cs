using System.Net;
using System.Text;
using Farol.Configuration.Places;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Security.Events;

/// <summary>The countries of addresses, from a MaxMind file of countries or cities that is read again when it is replaced.</summary>
/// <param name="path">Null: there is none, and no country is known.</param>
internal sealed class SourceCountries(string? path, ILogger<SourceCountries> log, TimeProvider time)
{
    private const int CodeLetters = 2;

    /// <summary>Such files are replaced weekly.</summary>
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private MmdbFile? _file;
    private DateTime _writtenAtUtc;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;

    /// <summary>Why a file cannot be used; null: it can.</summary>
    public static string? FindFault(string path) => Load(path, out var fault) is null ? fault : null;

    /// <summary>Two letters (ISO 3166-1); null: the source is no address, or one that the file does not know.</summary>
    /// <param name="source">An address, or a network.</param>
    public string? Of(string? source)
    {
        if (path is null || source is null || !IPAddress.TryParse(source.Split('/')[0], out var address) || Current() is not { } file)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        var record = file.Find(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));
        return record < 0 ? null : Code(file, record, "country"u8) ?? Code(file, record, "registered_country"u8);
    }

    private static string? Code(MmdbFile file, int record, ReadOnlySpan<byte> key)
    {
        var code = file.Data.Text(file.Data.Find(file.Data.Find(record, key), "iso_code"u8));
        return code.Length == CodeLetters ? Encoding.ASCII.GetString(code) : null;
    }

    private MmdbFile? Current()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now - _looked < _betweenLooks)
            {
                return _file;
            }

            _looked = now;
            var writtenAtUtc = File.GetLastWriteTimeUtc(path!);
            if (_file is not null && writtenAtUtc == _writtenAtUtc)
            {
                return _file;
            }

            if (Load(path!, out var fault) is { } read)
            {
                (_file, _writtenAtUtc) = (read, writtenAtUtc);
            }
            else
            {
                log.LogWarning("FAROL_COUNTRY_FILE: {Path} {Fault}; the countries read before go on", path, fault);
            }

            return _file;
        }
    }

    private static MmdbFile? Load(string path, out string? fault)
    {
        try
        {
            fault = new FileInfo(path).Length > MmdbFile.MaxBytes ? "is larger than any MaxMind DB file" : null;
            return fault is null ? MmdbFile.Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            fault = "cannot be used: " + wrong.Message;
            return null;
        }
    }
}
