using System.Buffers.Binary;

namespace Farol.Gateway.Http1;

/// <summary>Which known field a name is, and what a field may do.</summary>
internal static class FieldNames
{
    /// <summary>Longest of the known names, sec-websocket-extensions.</summary>
    private const int MaxKnownLength = 24;

    private const ulong LowerCase = 0x2020202020202020;

    private static readonly ulong _hopByHop = Set(
        FieldName.Connection, FieldName.KeepAlive, FieldName.ProxyConnection, FieldName.ProxyAuthenticate, FieldName.ProxyAuthorization,
        FieldName.TE, FieldName.Trailer, FieldName.TransferEncoding, FieldName.Upgrade, FieldName.Http2Settings);

    /// <summary>What a sender may name in Connection beside fields of its own: fields of the connection, but never the framing.</summary>
    private static readonly ulong _connectionMayName = _hopByHop & ~Set(FieldName.TransferEncoding);

    private static readonly ulong _mayTrail = Set(FieldName.Other, FieldName.Date, FieldName.ETag, FieldName.Server);

    /// <summary>Fields that end at the gateway (RFC 9110 section 7.6.1). TE is one of them but for <c>trailers</c>.</summary>
    public static bool IsHopByHop(FieldName name) => (_hopByHop >> (int)name & 1) != 0;

    /// <summary>Whether Connection may name this field. A field that the gateway, or a backend behind it, acts on is not taken away by
    /// naming it there (Authorization, Cookie, X-Forwarded-For), and the framing neither.</summary>
    public static bool ConnectionMayName(FieldName name) => (_connectionMayName >> (int)name & 1) != 0;

    /// <summary>Whether a field may come after the body: only what has no part in framing, routing, authentication or content
    /// (RFC 9110 section 6.5.1).</summary>
    public static bool MayTrail(FieldName name) => (_mayTrail >> (int)name & 1) != 0;

    /// <param name="name">A token: on its bytes the case bit is all that tells letters apart.</param>
    public static FieldName Identify(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return FieldName.Other;
        }

        var first = name[0] | 0x20;
        return name.Length switch
        {
            2 => Is(name, "te"u8, FieldName.TE),
            3 => Is(name, "via"u8, FieldName.Via),
            4 => first switch
            {
                'h' => Is(name, "host"u8, FieldName.Host),
                'd' => Is(name, "date"u8, FieldName.Date),
                'e' => Is(name, "etag"u8, FieldName.ETag),
                _ => Is(name, "vary"u8, FieldName.Vary),
            },
            5 => Is(name, "range"u8, FieldName.Range),
            6 => first switch
            {
                'a' => Is(name, "accept"u8, FieldName.Accept),
                'c' => Is(name, "cookie"u8, FieldName.Cookie),
                's' => Is(name, "server"u8, FieldName.Server),
                'o' => Is(name, "origin"u8, FieldName.Origin),
                _ => Is(name, "expect"u8, FieldName.Expect),
            },
            7 => first switch
            {
                'r' => Is(name, "referer"u8, FieldName.Referer),
                'u' => Is(name, "upgrade"u8, FieldName.Upgrade),
                _ => Is(name, "trailer"u8, FieldName.Trailer),
            },
            8 => Is(name, "location"u8, FieldName.Location),
            9 => first == 'x' ? Is(name, "x-real-ip"u8, FieldName.XRealIp) : Is(name, "forwarded"u8, FieldName.Forwarded),
            10 => IdentifyTen(name, first),
            11 => Is(name, "traceparent"u8, FieldName.TraceParent),
            _ => name.Length > MaxKnownLength ? FieldName.Other : IdentifyLong(name, first),
        };
    }

    /// <summary>Whether a name with underscores would be a known one with hyphens. Gateways to CGI and WSGI read both alike, so that such a
    /// field would stand in for one that the gateway has checked or written.</summary>
    public static bool IsLookalike(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxKnownLength || !name.Contains((byte)'_'))
        {
            return false;
        }

        Span<byte> hyphened = stackalloc byte[MaxKnownLength];
        hyphened = hyphened[..name.Length];
        name.CopyTo(hyphened);
        hyphened.Replace((byte)'_', (byte)'-');
        return Identify(hyphened) != FieldName.Other;
    }

    private static FieldName IdentifyTen(ReadOnlySpan<byte> name, int first) => first switch
    {
        'c' => Is(name, "connection"u8, FieldName.Connection),
        'k' => Is(name, "keep-alive"u8, FieldName.KeepAlive),
        'u' => Is(name, "user-agent"u8, FieldName.UserAgent),
        't' => Is(name, "tracestate"u8, FieldName.TraceState),
        _ => Is(name, "set-cookie"u8, FieldName.SetCookie),
    };

    private static FieldName IdentifyLong(ReadOnlySpan<byte> name, int first) => name.Length switch
    {
        12 => first == 'c' ? Is(name, "content-type"u8, FieldName.ContentType)
            : Is(name, "x-request-id"u8, FieldName.XRequestId),
        13 => first switch
        {
            'a' => Is(name, "authorization"u8, FieldName.Authorization),
            'x' => Is(name, "x-farol-debug"u8, FieldName.XFarolDebug),
            _ => name[1] is (byte)'a' or (byte)'A'
                ? Is(name, "cache-control"u8, FieldName.CacheControl)
                : Is(name, "content-range"u8, FieldName.ContentRange),
        },
        14 => first == 'c' ? Is(name, "content-length"u8, FieldName.ContentLength)
            : Is(name, "http2-settings"u8, FieldName.Http2Settings),
        15 => first == 'a' ? Is(name, "accept-encoding"u8, FieldName.AcceptEncoding)
            : Is(name, "x-forwarded-for"u8, FieldName.XForwardedFor),
        16 => first switch
        {
            'c' => Is(name, "content-encoding"u8, FieldName.ContentEncoding),
            'p' => Is(name, "proxy-connection"u8, FieldName.ProxyConnection),
            _ => (name[12] | 0x20) == 'h'
                ? Is(name, "x-forwarded-host"u8, FieldName.XForwardedHost)
                : Is(name, "x-forwarded-port"u8, FieldName.XForwardedPort),
        },
        17 => first == 't' ? Is(name, "transfer-encoding"u8, FieldName.TransferEncoding)
            : first == 'x' ? Is(name, "x-forwarded-proto"u8, FieldName.XForwardedProto)
            : Is(name, "sec-websocket-key"u8, FieldName.SecWebSocketKey),
        18 => Is(name, "proxy-authenticate"u8, FieldName.ProxyAuthenticate),
        19 => Is(name, "proxy-authorization"u8, FieldName.ProxyAuthorization),
        20 => Is(name, "sec-websocket-accept"u8, FieldName.SecWebSocketAccept),
        21 => Is(name, "sec-websocket-version"u8, FieldName.SecWebSocketVersion),
        22 => Is(name, "sec-websocket-protocol"u8, FieldName.SecWebSocketProtocol),
        24 => Is(name, "sec-websocket-extensions"u8, FieldName.SecWebSocketExtensions),
        _ => FieldName.Other,
    };

    private static FieldName Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower, FieldName known) =>
        EqualsLower(name, lower) ? known : FieldName.Other;

    /// <summary>Eight bytes at a time, the last eight overlapping. Among token bytes only the two cases of a letter share the other bits with
    /// a lower-case letter or a hyphen.</summary>
    private static bool EqualsLower(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower)
    {
        if (name.Length != lower.Length)
        {
            return false;
        }

        if (name.Length >= sizeof(ulong))
        {
            for (var at = 0; at + sizeof(ulong) < name.Length; at += sizeof(ulong))
            {
                if ((BinaryPrimitives.ReadUInt64LittleEndian(name[at..]) | LowerCase) != BinaryPrimitives.ReadUInt64LittleEndian(lower[at..]))
                {
                    return false;
                }
            }

            var last = name.Length - sizeof(ulong);
            return (BinaryPrimitives.ReadUInt64LittleEndian(name[last..]) | LowerCase) == BinaryPrimitives.ReadUInt64LittleEndian(lower[last..]);
        }

        for (var at = 0; at < name.Length; at++)
        {
            if ((name[at] | 0x20) != lower[at])
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Set(params ReadOnlySpan<FieldName> names)
    {
        var set = 0UL;
        foreach (var name in names)
        {
            set |= 1UL << (int)name;
        }

        return set;
    }
}
