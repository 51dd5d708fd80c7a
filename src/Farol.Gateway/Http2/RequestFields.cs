using Farol.Gateway.Http1;

namespace Farol.Gateway.Http2;

/// <summary>Writes a request's head, as it goes to a backend, as fields of HTTP/2.</summary>
internal static class RequestFields
{
    /// <summary>False when it has more fields than one head may have.</summary>
    public static bool TryWrite(FieldBlock into, RequestHead head, ReadOnlySpan<byte> bytes, bool isTls)
    {
        into.Clear();
        if (head.IsWebSocketUpgrade)
        {
            _ = into.TryAdd(":method"u8, "CONNECT"u8);
            _ = into.TryAdd(":protocol"u8, "websocket"u8);
        }
        else
        {
            _ = into.TryAdd(":method"u8, head.MethodRange.Of(bytes));
        }

        _ = into.TryAdd(":scheme"u8, isTls ? "https"u8 : "http"u8);
        _ = into.TryAdd(":authority"u8, head.AuthorityRange.Of(bytes));
        _ = into.TryAdd(":path"u8, head.PathAndQueryRange.Of(bytes));
        foreach (ref readonly var field in head.Fields)
        {
            if (field.Name == FieldName.Host || (field.Name != FieldName.TE && !head.MayCross(field)) || (field.Name == FieldName.TE && !head.TakesTrailers)
                || (head.IsWebSocketUpgrade && field.Name == FieldName.SecWebSocketKey))
            {
                continue;
            }

            if (!into.TryAddLowered(field.NameIn(bytes), field.Name == FieldName.TE ? "trailers"u8 : field.ValueIn(bytes)))
            {
                return false;
            }
        }

        return true;
    }
}
