using Farol.Gateway.Http1;

namespace Farol.Gateway.Compression;

/// <summary>What a client takes (Accept-Encoding, RFC 9110 section 12.5.3), in thousandths: 0 is "not this one".</summary>
internal ref struct AcceptedCodings
{
    private const int Unnamed = -1;
    private const int Full = 1000;

    private int _gzip = Unnamed;
    private int _brotli = Unnamed;
    private int _other = Unnamed;
    private int _identity = Unnamed;

    public AcceptedCodings(MessageHead head, ReadOnlySpan<byte> bytes)
    {
        foreach (ref readonly var field in head.Fields)
        {
            if (field.Name == FieldName.AcceptEncoding)
            {
                Read(field.ValueIn(bytes));
            }
        }
    }

    /// <summary>The coding that the client likes best of those offered; at the same weight Brotli, which is smaller. None where plain is liked better.</summary>
    public readonly ContentCoding Choose(bool gzip, bool brotli)
    {
        var ofBrotli = brotli ? Weight(_brotli) : 0;
        var ofGzip = gzip ? Weight(_gzip) : 0;
        var best = Math.Max(ofBrotli, ofGzip);
        return best == 0 || best < _identity ? ContentCoding.None : ofBrotli == best ? ContentCoding.Brotli : ContentCoding.Gzip;
    }

    private readonly int Weight(int named) => named != Unnamed ? named : Math.Max(0, _other);

    private void Read(ReadOnlySpan<byte> value)
    {
        foreach (var part in value.Split((byte)','))
        {
            var item = value[part];
            var semicolon = item.IndexOf((byte)';');
            var name = (semicolon < 0 ? item : item[..semicolon]).Trim(" \t"u8);
            var weight = semicolon < 0 ? Full : ReadWeight(item[(semicolon + 1)..]);
            if (Bytes.EqualsIgnoreCase(name, "br"u8))
            {
                _brotli = weight;
            }
            else if (Bytes.EqualsIgnoreCase(name, "gzip"u8) || Bytes.EqualsIgnoreCase(name, "x-gzip"u8))
            {
                _gzip = weight;
            }
            else if (Bytes.EqualsIgnoreCase(name, "identity"u8))
            {
                _identity = weight;
            }
            else if (name is [(byte)'*'])
            {
                _other = weight;
            }
        }
    }

    /// <summary><c>q=0.5</c> is 500. What is no weight is none: plain is always right.</summary>
    private static int ReadWeight(ReadOnlySpan<byte> parameter)
    {
        var text = parameter.Trim(" \t"u8);
        if (text.Length is < 3 or > 7 || (text[0] | 0x20) != 'q' || text[1] != '=' || text[2] is not ((byte)'0' or (byte)'1') || (text.Length > 3 && text[3] != '.'))
        {
            return 0;
        }

        var weight = (text[2] - '0') * Full;
        var place = Full / 10;
        foreach (var digit in text.Length > 4 ? text[4..] : default)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return 0;
            }

            weight += (digit - '0') * place;
            place /= 10;
        }

        return Math.Min(weight, Full);
    }
}
