using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Http2;

/// <summary>
/// Writes a request of HTTP/2 as HTTP/1.1, so that one strict parser judges both and what is routed is what is forwarded. What HTTP/2 forbids
/// (RFC 9113, 8.2 and 8.3) is looked for here again, though nghttp2 has done so: this is the border where it would become a request of its own.
/// </summary>
internal static class RequestText
{
    private const int KeyBytes = 16;

    private static readonly SearchValues<byte> _nameLetters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<byte> _breaks = SearchValues.Create("\r\n\0"u8);
    private static readonly SearchValues<byte> _targetEnds = SearchValues.Create("\r\n\0 \t"u8);

    /// <summary>What is written beyond the fields' own bytes, at most.</summary>
    public static int MaxLength(FieldBlock fields) => fields.Length + (4 * fields.Count) + 512;

    /// <param name="isEnd">The request has no body.</param>
    /// <param name="random">For the key of a WebSocket's handshake, which only HTTP/1.1 has.</param>
    /// <returns>The length of the head, or 0 when it may not cross.</returns>
    public static int Write(FieldBlock fields, bool isEnd, Span<byte> into, (ulong First, ulong Second) random)
    {
        var writer = new HeadWriter(into);
        if (!TryReadPseudo(fields, out var pseudo))
        {
            return 0;
        }

        writer.Write(pseudo.IsWebSocket ? "GET"u8 : pseudo.Method);
        writer.Write(" "u8);
        writer.Write(pseudo.Path);
        writer.Write(" HTTP/1.1\r\n"u8);
        writer.WriteField("host"u8, pseudo.Authority);
        if (!TryWriteFields(ref writer, fields, out var hasLength))
        {
            return 0;
        }

        WriteCookies(ref writer, fields);
        if (pseudo.IsWebSocket)
        {
            WriteUpgrade(ref writer, random);
        }
        else if (!isEnd && !hasLength)
        {
            writer.Write("transfer-encoding: chunked\r\n"u8);
        }

        writer.Write("\r\n"u8);
        return writer.Overflowed ? 0 : writer.Length;
    }

    /// <summary>Field lines of trailers; 0 when they may not cross.</summary>
    public static int WriteTrailers(FieldBlock fields, Span<byte> into)
    {
        var writer = new HeadWriter(into);
        foreach (var field in fields)
        {
            if (!IsPlain(field.Name, field.Value) || !FieldNames.MayTrail(FieldNames.Identify(field.Name)) || FieldNames.IsLookalike(field.Name))
            {
                return 0;
            }

            writer.WriteField(field.Name, field.Value);
        }

        return writer.Overflowed ? 0 : writer.Length;
    }

    private static bool TryReadPseudo(FieldBlock fields, out Pseudo pseudo)
    {
        pseudo = default;
        ReadOnlySpan<byte> protocol = default;
        ReadOnlySpan<byte> host = default;
        var seen = 0;
        var onlyPlain = false;
        foreach (var field in fields)
        {
            if (field.Name.IsEmpty || field.Name[0] != ':')
            {
                onlyPlain = true;
                host = field.Name.SequenceEqual("host"u8) ? field.Value : host;
                continue;
            }

            var bit = field.Name switch
            {
                _ when field.Name.SequenceEqual(":method"u8) => 1,
                _ when field.Name.SequenceEqual(":scheme"u8) => 2,
                _ when field.Name.SequenceEqual(":path"u8) => 4,
                _ when field.Name.SequenceEqual(":authority"u8) => 8,
                _ when field.Name.SequenceEqual(":protocol"u8) => 16,
                _ => 0,
            };
            if (onlyPlain || bit == 0 || (seen & bit) != 0 || field.Value.IsEmpty || field.Value.ContainsAny(_targetEnds))
            {
                return false;
            }

            seen |= bit;
            switch (bit)
            {
                case 1: pseudo.Method = field.Value; break;
                case 2 when !field.Value.SequenceEqual("http"u8) && !field.Value.SequenceEqual("https"u8): return false;
                case 4: pseudo.Path = field.Value; break;
                case 8: pseudo.Authority = field.Value; break;
                case 16: protocol = field.Value; break;
            }
        }

        var isConnect = pseudo.Method.SequenceEqual("CONNECT"u8);
        pseudo.IsWebSocket = isConnect && protocol.SequenceEqual("websocket"u8);
        return (seen & 7) == 7
            && isConnect == pseudo.IsWebSocket
            && (protocol.IsEmpty || pseudo.IsWebSocket)
            && (pseudo.Path[0] == '/' || (pseudo.Path is [(byte)'*'] && pseudo.Method.SequenceEqual("OPTIONS"u8)))
            && TryAgreeOnHost(ref pseudo, host);
    }

    /// <summary>Host may repeat the authority, or stand for it; it may not contradict it (RFC 9113, 8.3.1).</summary>
    private static bool TryAgreeOnHost(ref Pseudo pseudo, ReadOnlySpan<byte> host)
    {
        if (pseudo.Authority.IsEmpty)
        {
            pseudo.Authority = host;
        }

        return !pseudo.Authority.IsEmpty && (host.IsEmpty || Ascii.EqualsIgnoreCase(host, pseudo.Authority));
    }

    private static bool TryWriteFields(ref HeadWriter writer, FieldBlock fields, out bool hasLength)
    {
        hasLength = false;
        var hosts = 0;
        foreach (var field in fields)
        {
            if (field.Name is [(byte)':', ..])
            {
                continue;
            }

            if (!IsPlain(field.Name, field.Value) || IsConnectionField(field.Name)
                || (field.Name.SequenceEqual("te"u8) && !Ascii.EqualsIgnoreCase(field.Value, "trailers"u8)))
            {
                return false;
            }

            if (field.Name.SequenceEqual("host"u8))
            {
                // Written already.
                if (++hosts > 1)
                {
                    return false;
                }
            }
            else if (!field.Name.SequenceEqual("cookie"u8))
            {
                hasLength |= field.Name.SequenceEqual("content-length"u8);
                writer.WriteField(field.Name, field.Value);
            }
        }

        return true;
    }

    /// <summary>HTTP/2 may send a cookie in pieces; HTTP/1.1 has one field (RFC 9113, 8.2.3).</summary>
    private static void WriteCookies(ref HeadWriter writer, FieldBlock fields)
    {
        var any = false;
        foreach (var field in fields)
        {
            if (field.Name.SequenceEqual("cookie"u8))
            {
                writer.Write(any ? "; "u8 : "cookie: "u8);
                writer.Write(field.Value);
                any = true;
            }
        }

        if (any)
        {
            writer.Write("\r\n"u8);
        }
    }

    /// <summary>RFC 8441: what HTTP/2 says by extended CONNECT, HTTP/1.1 says by an upgrade.</summary>
    private static void WriteUpgrade(ref HeadWriter writer, (ulong First, ulong Second) random)
    {
        Span<byte> raw = stackalloc byte[KeyBytes];
        Span<byte> key = stackalloc byte[24];
        BitConverter.TryWriteBytes(raw, random.First);
        BitConverter.TryWriteBytes(raw[8..], random.Second);
        _ = Base64.EncodeToUtf8(raw, key, out _, out _);
        writer.Write("connection: Upgrade\r\nupgrade: websocket\r\n"u8);
        writer.WriteField("sec-websocket-key"u8, key);
    }

    internal static bool IsPlain(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        !name.IsEmpty
        && !name.ContainsAnyExcept(_nameLetters)
        && !value.ContainsAny(_breaks)
        && value is not ([(byte)' ' or (byte)'\t', ..] or [.., (byte)' ' or (byte)'\t']);

    /// <summary>RFC 9113, 8.2.2: these speak of an HTTP/1.1 connection.</summary>
    internal static bool IsConnectionField(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("connection"u8) || name.SequenceEqual("proxy-connection"u8) || name.SequenceEqual("keep-alive"u8)
        || name.SequenceEqual("transfer-encoding"u8) || name.SequenceEqual("upgrade"u8) || name.SequenceEqual("http2-settings"u8)
        || name.SequenceEqual("sec-websocket-key"u8);

    private ref struct Pseudo
    {
        public ReadOnlySpan<byte> Method;
        public ReadOnlySpan<byte> Path;
        public ReadOnlySpan<byte> Authority;
        public bool IsWebSocket;
    }
}
