using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Forwarding;

/// <summary>Writes heads of requests to HTTP/1.1 backends, anew from their parts.</summary>
internal static class RequestHeadWriter
{
    /// <summary>Request line beyond the client's own bytes, Host, framing, upgrade, and the forwarded fields but for the values counted apart.</summary>
    private const int OwnLines = 640;

    /// <summary>False when it fits into no buffer.</summary>
    public static bool TryWrite(ByteQueue output, IClient client, in RequestChanges changes)
    {
        var head = client.Head;
        var bytes = client.HeadBytes;
        var pool = changes.Route.Pool!;
        var room = output.ReserveExactly(head.HeadLength + (3 * head.Fields.Length) + (pool.HostHeader?.Length ?? 0) + changes.Route.RequestHeaders.Lines.Length
            + (2 * changes.ForwardedFor.Length) + (2 * head.AuthorityRange.Length) + changes.RequestId.Length + OwnLines);
        if (room.IsEmpty)
        {
            return false;
        }

        var writer = new HeadWriter(room);
        WriteRequestLine(ref writer, head, bytes, changes.Route);
        var authority = head.AuthorityRange.Of(bytes);
        writer.WriteField("Host"u8, pool.HostHeader is { } own ? own : authority.IsEmpty ? changes.BackendAuthority : authority);
        WriteFields(ref writer, head, bytes, changes);
        WriteConnection(ref writer, head, bytes);
        WriteForwarded(ref writer, client, changes);
        if (!changes.RequestId.IsEmpty)
        {
            writer.WriteField("X-Request-ID"u8, changes.RequestId);
        }

        writer.Write(changes.Route.RequestHeaders.Lines);
        writer.Write("\r\n"u8);
        output.Push(writer.Overflowed ? 0 : writer.Length);
        return !writer.Overflowed;
    }

    private static void WriteRequestLine(ref HeadWriter writer, RequestHead head, ReadOnlySpan<byte> bytes, Route route)
    {
        writer.Write(head.MethodRange.Of(bytes));
        writer.Write(" "u8);
        var target = head.PathAndQueryRange.Of(bytes);
        if (route.StripLength > 0)
        {
            target = target[Math.Min(PathRules.RawLength(head.PathRange.Of(bytes), route.StripLength), target.Length)..];
            if (target.IsEmpty || target[0] != '/')
            {
                writer.Write("/"u8);
            }
        }

        writer.Write(target);
        writer.Write(" HTTP/1.1\r\n"u8);
    }

    private static void WriteFields(ref HeadWriter writer, RequestHead head, ReadOnlySpan<byte> bytes, in RequestChanges changes)
    {
        var operations = changes.Route.RequestHeaders;
        foreach (ref readonly var field in head.Fields)
        {
            if (!head.MayCross(field) || IsWrittenAnew(field.Name, changes))
            {
                continue;
            }

            var name = field.NameIn(bytes);
            if (operations.DropsNothing || !operations.Drops(name))
            {
                writer.WriteField(name, field.ValueIn(bytes));
            }
        }
    }

    /// <summary>Fields by which a client could claim to be another: taken from trusted proxies only, and then written anew.</summary>
    private static bool IsWrittenAnew(FieldName name, in RequestChanges changes) => name switch
    {
        FieldName.Host => true,
        FieldName.XForwardedFor or FieldName.XRealIp => true,
        FieldName.XForwardedProto or FieldName.XForwardedHost or FieldName.XForwardedPort => !changes.TrustsClient,
        FieldName.Forwarded => !changes.TrustsClient || changes.Settings.Forwarded,
        FieldName.XRequestId => changes.Settings.RequestId,
        FieldName.XFarolDebug => true,
        _ => false,
    };

    private static void WriteConnection(ref HeadWriter writer, RequestHead head, ReadOnlySpan<byte> bytes)
    {
        if (head.Framing == BodyFraming.Chunked)
        {
            writer.Write("Transfer-Encoding: chunked\r\n"u8);
        }

        if (head.IsWebSocketUpgrade)
        {
            writer.Write("Connection: Upgrade\r\n"u8);
            writer.WriteField("Upgrade"u8, head.Fields[head.IndexOf(FieldName.Upgrade)].ValueIn(bytes));
        }
        else if (head.TakesTrailers)
        {
            writer.Write("Connection: TE\r\n"u8);
        }
    }

    private static void WriteForwarded(ref HeadWriter writer, IClient client, in RequestChanges changes)
    {
        var head = client.Head;
        var bytes = client.HeadBytes;
        var scheme = client.Info.IsTls ? "https"u8 : "http"u8;
        if (changes.Settings.XForwarded)
        {
            writer.WriteField("X-Forwarded-For"u8, changes.ForwardedFor);
            WriteUnlessTrusted(ref writer, "X-Forwarded-Proto"u8, FieldName.XForwardedProto, scheme, head, changes);
            WriteUnlessTrusted(ref writer, "X-Forwarded-Host"u8, FieldName.XForwardedHost, head.AuthorityRange.Of(bytes), head, changes);
            WriteUnlessTrusted(ref writer, "X-Forwarded-Port"u8, FieldName.XForwardedPort, client.Info.LocalPort, head, changes);
        }

        if (changes.Settings.Forwarded)
        {
            WriteStandard(ref writer, client, scheme, changes);
        }
    }

    private static void WriteUnlessTrusted(ref HeadWriter writer, ReadOnlySpan<byte> name, FieldName known, ReadOnlySpan<byte> value, RequestHead head, in RequestChanges changes)
    {
        if (!(changes.TrustsClient && head.Has(known)) && !value.IsEmpty)
        {
            writer.WriteField(name, value);
        }
    }

    /// <summary>RFC 7239: what a trusted proxy wrote stays in front.</summary>
    private static void WriteStandard(ref HeadWriter writer, IClient client, ReadOnlySpan<byte> scheme, in RequestChanges changes)
    {
        var before = changes.TrustsClient ? client.Head.IndexOf(FieldName.Forwarded) : -1;
        writer.Write("Forwarded: "u8);
        if (before >= 0)
        {
            writer.Write(client.Head.Fields[before].ValueIn(client.HeadBytes));
            writer.Write(", "u8);
        }

        var six = client.Info.Text.AsSpan().Contains((byte)':');
        writer.Write(six ? "for=\"["u8 : "for="u8);
        writer.Write(client.Info.Text);
        writer.Write(six ? "]\";proto="u8 : ";proto="u8);
        writer.Write(scheme);
        var host = client.Head.AuthorityRange.Of(client.HeadBytes);
        if (!host.IsEmpty)
        {
            writer.Write(";host=\""u8);
            writer.Write(host);
            writer.Write("\""u8);
        }

        writer.Write("\r\n"u8);
    }
}
