using System.Buffers.Binary;

namespace Farol.Configuration.Places;

/// <summary>
/// A MaxMind DB file (format 2.0, maxmind.github.io/MaxMind-DB): a binary tree over the bits of an address whose leaves lead to records.
/// Held whole in memory; reading allocates nothing. A damaged file yields nothing rather than an error.
/// </summary>
public sealed class MmdbFile
{
    /// <summary>The largest files sold have some hundred MB; what is larger is no such file.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>The metadata is searched in so much of the end.</summary>
    private const int MetadataBytes = 128 * 1024;

    /// <summary>Zero bytes between tree and data.</summary>
    private const int SeparatorBytes = 16;

    private const int Ipv4Bits = 32;
    private const int Ipv6Bits = 128;

    /// <summary>What stands before an IPv4 address in its mapped form (::ffff:0:0/96).</summary>
    private const uint MappedPrefix = 0xFFFF;

    private static readonly byte[] _metadataMark = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    private readonly byte[] _bytes;
    private readonly int _nodeCount;
    private readonly int _recordBits;
    private readonly int _ipVersion;
    private readonly int _dataStart;
    private readonly int _ipv4Root;

    private MmdbFile(byte[] bytes, int nodeCount, int recordBits, int ipVersion)
    {
        _bytes = bytes;
        _nodeCount = nodeCount;
        _recordBits = recordBits;
        _ipVersion = ipVersion;
        _dataStart = (nodeCount * (recordBits / 4)) + SeparatorBytes;
        if (ipVersion == 6)
        {
            // IPv4 lies below ::/96.
            for (var bit = Ipv4Bits; bit < Ipv6Bits && _ipv4Root < nodeCount; bit++)
            {
                _ipv4Root = Child(_ipv4Root, right: false);
            }
        }
    }

    /// <summary>Records of the file.</summary>
    public MmdbData Data => new(_bytes.AsSpan(_dataStart));

    /// <exception cref="InvalidDataException">It is no MaxMind DB file, or of another version.</exception>
    public static MmdbFile Parse(byte[] bytes)
    {
        var end = bytes.AsSpan(Math.Max(0, bytes.Length - MetadataBytes));
        var mark = end.LastIndexOf(_metadataMark);
        if (mark < 0)
        {
            throw new InvalidDataException("it is no MaxMind DB file (no metadata at its end)");
        }

        var metadata = new MmdbData(end[(mark + _metadataMark.Length)..]);
        var nodeCount = metadata.Number(metadata.Find(0, "node_count"u8));
        var recordBits = metadata.Number(metadata.Find(0, "record_size"u8));
        var ipVersion = metadata.Number(metadata.Find(0, "ip_version"u8));
        var major = metadata.Number(metadata.Find(0, "binary_format_major_version"u8));
        if (major != 2 || recordBits is not (24 or 28 or 32) || ipVersion is not (4 or 6) || nodeCount is not (> 0 and < int.MaxValue))
        {
            throw new InvalidDataException($"its metadata is not of format 2 (version {major}, records of {recordBits} bits, IP {ipVersion}, {nodeCount} nodes)");
        }

        return (nodeCount * (recordBits.Value / 4)) + SeparatorBytes > bytes.Length
            ? throw new InvalidDataException("it is shorter than its tree")
            : new MmdbFile(bytes, (int)nodeCount, (int)recordBits, (int)ipVersion);
    }

    /// <summary>Where the record of an address begins in <see cref="Data"/>; -1: there is none.</summary>
    /// <param name="address">IPv4 in its mapped form.</param>
    public int Find(UInt128 address)
    {
        var isIpv4 = address >> Ipv4Bits == MappedPrefix;
        if (!isIpv4 && _ipVersion == 4)
        {
            return -1;
        }

        var node = isIpv4 ? _ipv4Root : 0;
        for (var bit = (isIpv4 ? Ipv4Bits : Ipv6Bits) - 1; bit >= 0 && node < _nodeCount; bit--)
        {
            node = Child(node, ((address >> bit) & 1) != 0);
        }

        return node > _nodeCount ? node - _nodeCount - SeparatorBytes : -1;
    }

    private int Child(int node, bool right)
    {
        var at = _bytes.AsSpan(node * (_recordBits / 4));
        return _recordBits switch
        {
            24 => right ? (at[3] << 16) | (at[4] << 8) | at[5] : (at[0] << 16) | (at[1] << 8) | at[2],
            28 => right
                ? ((at[3] & 0x0F) << 24) | (at[4] << 16) | (at[5] << 8) | at[6]
                : ((at[3] & 0xF0) << 20) | (at[0] << 16) | (at[1] << 8) | at[2],
            _ => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(right ? at[4..] : at)),
        };
    }
}
