using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Compression;

/// <summary>Which responses of a route are compressed. Made with the snapshot.</summary>
internal sealed class CompressionRules
{
    private readonly CompressionSection _settings;
    private readonly byte[][] _types;
    private readonly byte[][] _kinds;

    public CompressionRules(CompressionSection settings)
    {
        _settings = settings;
        _types = [.. settings.Types.Where(t => !t.EndsWith("/*", StringComparison.Ordinal)).Select(Encoding.ASCII.GetBytes)];
        _kinds = [.. settings.Types.Where(t => t.EndsWith("/*", StringComparison.Ordinal)).Select(t => Encoding.ASCII.GetBytes(t[..^1]))];
    }

    /// <summary>
    /// Whether this response is of those that are compressed for clients that take it: caches must be told so even where this client takes none.
    /// </summary>
    public bool IsCandidate(RequestHead request, ReadOnlySpan<byte> requestBytes, ResponseHead response, ReadOnlySpan<byte> bytes) =>
        request.Method != Method.Head
        && response.Framing != BodyFraming.None
        && response.Status is >= 200 and not (204 or 205 or 206 or 304)
        && (response.Framing != BodyFraming.Counted || response.ContentLength >= _settings.MinimumBytes)
        && !response.Has(FieldName.ContentEncoding)
        && !response.Has(FieldName.ContentRange)
        && response.IndexOf(FieldName.ContentType) is >= 0 and var type && IsListed(response.Fields[type].ValueIn(bytes))
        && !ForbidsTransforming(request, requestBytes) && !ForbidsTransforming(response, bytes);

    public ContentCoding Choose(RequestHead request, ReadOnlySpan<byte> requestBytes) =>
        new AcceptedCodings(request, requestBytes).Choose(_settings.Gzip, _settings.Brotli);

    private bool IsListed(ReadOnlySpan<byte> contentType)
    {
        var end = contentType.IndexOf((byte)';');
        var type = (end < 0 ? contentType : contentType[..end]).Trim(" \t"u8);
        foreach (var listed in _types)
        {
            if (Bytes.EqualsIgnoreCase(type, listed))
            {
                return true;
            }
        }

        foreach (var kind in _kinds)
        {
            if (type.Length > kind.Length && Bytes.EqualsIgnoreCase(type[..kind.Length], kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Cache-Control: no-transform (RFC 9111, 5.2.1.6 and 5.2.2.6).</summary>
    private static bool ForbidsTransforming(MessageHead head, ReadOnlySpan<byte> bytes)
    {
        if (!head.Has(FieldName.CacheControl))
        {
            return false;
        }

        foreach (ref readonly var field in head.Fields)
        {
            if (field.Name != FieldName.CacheControl)
            {
                continue;
            }

            var value = field.ValueIn(bytes);
            foreach (var part in value.Split((byte)','))
            {
                if (Bytes.EqualsIgnoreCase(value[part].Trim(" \t"u8), "no-transform"u8))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
