using System.Buffers;
using System.Buffers.Text;

namespace Farol.Gateway.Metering;

/// <summary>
/// One JSON object on one line, written into bytes that are there already. Bytes that are not ASCII are written as Latin-1 code points,
/// for HTTP gives them no other meaning; so the line is valid JSON whatever a client sent.
/// </summary>
internal ref struct JsonLine(Span<byte> target)
{
    private static readonly SearchValues<byte> _escaped =
        SearchValues.Create([.. Enumerable.Range(0, 256).Where(b => b is < 32 or '"' or '\\' or >= 127).Select(b => (byte)b)]);

    private readonly Span<byte> _target = target;
    private int _length;

    /// <summary>It did not fit; what is there is of no use.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Ends the line and gives its length; 0 when it did not fit.</summary>
    public int End()
    {
        Put("}\n"u8);
        return IsTooLong ? 0 : _length;
    }

    /// <param name="most">So many bytes of the value are written at most; a longer one ends in <c>…</c>.</param>
    public void Text(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value, int most = int.MaxValue)
    {
        Name(name);
        Put("\""u8);
        Escaped(value.Length > most ? value[..most] : value);
        Put(value.Length > most ? "\\u2026\""u8 : "\""u8);
    }

    public void Text(scoped ReadOnlySpan<byte> name, string value)
    {
        Span<byte> bytes = stackalloc byte[512];
        Text(name, bytes[..System.Text.Encoding.Latin1.GetBytes(value.AsSpan(0, Math.Min(value.Length, bytes.Length)), bytes)]);
    }

    public void Number(scoped ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Digits(value);
    }

    /// <summary>Microseconds as milliseconds with three decimals.</summary>
    public void Milliseconds(scoped ReadOnlySpan<byte> name, long microseconds)
    {
        Name(name);
        Digits(microseconds / 1000);
        var rest = (int)(microseconds % 1000);
        Put([(byte)'.', (byte)('0' + (rest / 100)), (byte)('0' + (rest / 10 % 10)), (byte)('0' + (rest % 10))]);
    }

    public void Flag(scoped ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        Put(value ? "true"u8 : "false"u8);
    }

    private void Name(scoped ReadOnlySpan<byte> name)
    {
        Put(_length == 0 ? "{\""u8 : ",\""u8);
        Put(name);
        Put("\":"u8);
    }

    private void Escaped(scoped ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAny(_escaped);
            Put(plain < 0 ? value : value[..plain]);
            if (plain < 0)
            {
                return;
            }

            Escape(value[plain]);
            value = value[(plain + 1)..];
        }
    }

    private void Escape(byte b)
    {
        if (b is (byte)'"' or (byte)'\\')
        {
            Put([(byte)'\\', b]);
            return;
        }

        Put("\\u00"u8);
        Put([Hex(b >> 4), Hex(b & 15)]);
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);

    private void Digits(long value)
    {
        if (!IsTooLong && Utf8Formatter.TryFormat(value, _target[_length..], out var count))
        {
            _length += count;
        }
        else
        {
            IsTooLong = true;
        }
    }

    private void Put(scoped ReadOnlySpan<byte> bytes)
    {
        if (IsTooLong || bytes.Length > _target.Length - _length)
        {
            IsTooLong = true;
            return;
        }

        bytes.CopyTo(_target[_length..]);
        _length += bytes.Length;
    }
}
