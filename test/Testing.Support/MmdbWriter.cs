using System.Net;
using System.Text;

namespace Testing.Support;

/// <summary>Writes small MaxMind DB files, from the format's description (2.0), so that tests need no licensed data.</summary>
public sealed class MmdbWriter(int recordBits, int ipVersion = 6)
{
    private static readonly byte[] _mark = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    private readonly List<int[]> _nodes = [new int[2]];
    private readonly List<byte> _data = [];

    /// <summary>Node numbers are positive, records negative, 0 is nothing.</summary>
    public MmdbWriter Add(string network, Action<MmdbWriter> record)
    {
        var parsed = IPNetwork.Parse(network);
        var bytes = parsed.BaseAddress.GetAddressBytes();
        var bits = bytes.SelectMany(b => Enumerable.Range(0, 8).Select(i => (b >> (7 - i)) & 1)).Take(parsed.PrefixLength).ToList();
        if (bytes.Length == 4 && ipVersion == 6)
        {
            bits.InsertRange(0, new int[96]);
        }

        var node = 0;
        foreach (var bit in bits[..^1])
        {
            if (_nodes[node][bit] <= 0)
            {
                _nodes.Add(new int[2]);
                _nodes[node][bit] = _nodes.Count - 1;
            }

            node = _nodes[node][bit];
        }

        _nodes[node][bits[^1]] = -(_data.Count + 1);
        record(this);
        return this;
    }

    public MmdbWriter Text(string text)
    {
        Head(2, Encoding.UTF8.GetByteCount(text));
        _data.AddRange(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public MmdbWriter Map(int pairs) => Head(7, pairs);

    public MmdbWriter Array(int items) => Head(11, items);

    public MmdbWriter Boolean(bool value) => Head(14, value ? 1 : 0);

    public MmdbWriter Number(uint value)
    {
        Head(6, 4);
        _data.AddRange([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
        return this;
    }

    /// <summary>Where the next value will stand; for <see cref="Pointer"/>.</summary>
    public int Position => _data.Count;

    public MmdbWriter Pointer(int to)
    {
        byte[] pointer = to < 2_048
            ? [(byte)(0x20 | (to >> 8)), (byte)to]
            : [(byte)(0x28 | ((to - 2_048) >> 16)), (byte)((to - 2_048) >> 8), (byte)(to - 2_048)];
        _data.AddRange(pointer);
        return this;
    }

    public byte[] Write()
    {
        var file = new List<byte>();
        foreach (var node in _nodes)
        {
            file.AddRange(Node(Value(node[0]), Value(node[1])));
        }

        file.AddRange(new byte[16]);
        file.AddRange(_data);
        file.AddRange(_mark);
        var metadata = new MmdbWriter(recordBits).Map(5)
            .Text("node_count").Number((uint)_nodes.Count)
            .Text("record_size").Number((uint)recordBits)
            .Text("ip_version").Number((uint)ipVersion)
            .Text("database_type").Text("Test-City")
            .Text("binary_format_major_version").Number(2);
        file.AddRange(metadata._data);
        return [.. file];
    }

    private uint Value(int child) => child switch
    {
        0 => (uint)_nodes.Count,
        < 0 => (uint)(_nodes.Count + 16 + -child - 1),
        _ => (uint)child,
    };

    private byte[] Node(uint left, uint right) => recordBits switch
    {
        24 => [(byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(right >> 16), (byte)(right >> 8), (byte)right],
        28 => [(byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(((left >> 20) & 0xF0) | (right >> 24)), (byte)(right >> 16), (byte)(right >> 8), (byte)right],
        _ => [(byte)(left >> 24), (byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(right >> 24), (byte)(right >> 16), (byte)(right >> 8), (byte)right],
    };

    private MmdbWriter Head(int type, int size)
    {
        var (bits, more) = size < 29 ? (size, System.Array.Empty<byte>())
            : size < 285 ? (29, new[] { (byte)(size - 29) })
            : (30, [(byte)((size - 285) >> 8), (byte)(size - 285)]);
        _data.Add((byte)((type <= 7 ? type << 5 : 0) | bits));
        if (type > 7)
        {
            _data.Add((byte)(type - 7));
        }

        _data.AddRange(more);
        return this;
    }
}
