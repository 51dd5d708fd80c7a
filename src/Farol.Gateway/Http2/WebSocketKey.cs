using System.Buffers.Text;
using System.Security.Cryptography;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Http2;

/// <summary>The key of a WebSocket's handshake over HTTP/1.1 and its answer (RFC 6455, 4.2), which HTTP/2 has not.</summary>
internal static class WebSocketKey
{
    /// <summary>Sixteen bytes in base 64.</summary>
    private const int KeyBytes = 24;

    /// <summary>A hash of twenty bytes in base 64.</summary>
    public const int AcceptBytes = 28;

    private static ReadOnlySpan<byte> Salt => "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;

    /// <summary>False unless the head has exactly one key of the right form.</summary>
    public static bool TryFind(RequestHead head, ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> key)
    {
        key = default;
        var found = 0;
        foreach (ref readonly var field in head.Fields)
        {
            if (field.Name == FieldName.SecWebSocketKey)
            {
                found++;
                key = field.ValueIn(bytes);
            }
        }

        return found == 1 && key.Length == KeyBytes && key.EndsWith("=="u8) && Base64.IsValid(key);
    }

    public static bool TryAccept(ReadOnlySpan<byte> key, Span<byte> into)
    {
        Span<byte> text = stackalloc byte[KeyBytes + Salt.Length];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        key.CopyTo(text);
        Salt.CopyTo(text[KeyBytes..]);
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1; nothing is kept secret by it.
        _ = SHA1.HashData(text, hash);
#pragma warning restore CA5350
        return Base64.EncodeToUtf8(hash, into, out _, out var written) == System.Buffers.OperationStatus.Done && written == AcceptBytes;
    }
}
