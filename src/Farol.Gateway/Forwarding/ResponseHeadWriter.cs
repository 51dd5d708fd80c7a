using Farol.Gateway.Http1;
using Farol.Gateway.Loop;

namespace Farol.Gateway.Forwarding;

/// <summary>Writes heads of responses to HTTP/1.1 clients, anew from their parts.</summary>
internal static class ResponseHeadWriter
{
    /// <summary>Status line, framing and connection fields, at most.</summary>
    private const int OwnLines = 256;

    /// <summary>False when it fits into no buffer.</summary>
    public static bool TryWrite(ByteQueue output, ResponseHead head, ReadOnlySpan<byte> bytes, in ResponseChanges changes, BodyFraming framing, ClientPersistence persistence)
    {
        var room = output.ReserveExactly(head.HeadLength + (2 * head.Fields.Length) + changes.Route.Lines.Length + changes.Lines.Length + OwnLines);
        if (room.IsEmpty)
        {
            return false;
        }

        var writer = new HeadWriter(room);
        writer.Write(StatusLines.Of(head.Status));
        WriteFields(ref writer, head, bytes, changes);
        if (framing == BodyFraming.Chunked)
        {
            writer.Write("Transfer-Encoding: chunked\r\n"u8);
        }

        if (head.IsSwitchingProtocols)
        {
            WriteUpgrade(ref writer, head, bytes);
        }
        else
        {
            writer.Write(LineFor(persistence));
        }

        writer.Write(changes.Route.Lines);
        writer.Write(changes.Lines);
        writer.Write("\r\n"u8);
        output.Push(writer.Overflowed ? 0 : writer.Length);
        return !writer.Overflowed;
    }

    public static bool TryWriteInterim(ByteQueue output, ResponseHead head, ReadOnlySpan<byte> bytes)
    {
        var room = output.ReserveExactly(head.HeadLength + (2 * head.Fields.Length) + OwnLines);
        if (room.IsEmpty)
        {
            return false;
        }

        var writer = new HeadWriter(room);
        writer.Write(StatusLines.Of(head.Status));
        WriteFields(ref writer, head, bytes, new ResponseChanges { Route = Snapshot.HeaderChanges.None });
        writer.Write("\r\n"u8);
        output.Push(writer.Overflowed ? 0 : writer.Length);
        return !writer.Overflowed;
    }

    public static bool TryWriteLocal(ByteQueue output, in LocalResponse response, bool withBody, ClientPersistence persistence)
    {
        var room = output.ReserveExactly(response.Body.Length + response.Lines.Length + response.ContentType.Length + OwnLines);
        if (room.IsEmpty)
        {
            return false;
        }

        var writer = new HeadWriter(room);
        writer.Write(StatusLines.Of(response.Status));
        if (!response.ContentType.IsEmpty)
        {
            writer.WriteField("Content-Type"u8, response.ContentType);
        }

        writer.Write("Content-Length: "u8);
        writer.WriteNumber(response.Body.Length);
        writer.Write("\r\n"u8);
        writer.Write(LineFor(persistence));
        writer.Write(response.Lines);
        writer.Write("\r\n"u8);
        if (withBody)
        {
            writer.Write(response.Body);
        }

        output.Push(writer.Overflowed ? 0 : writer.Length);
        return !writer.Overflowed;
    }

    private static void WriteFields(ref HeadWriter writer, ResponseHead head, ReadOnlySpan<byte> bytes, in ResponseChanges changes)
    {
        var dropsNothing = changes.Route.DropsNothing && changes.Coding == Compression.ContentCoding.None;
        foreach (ref readonly var field in head.Fields)
        {
            var name = field.NameIn(bytes);
            if (head.MayCross(field) && (dropsNothing || !changes.Drops(field, name)))
            {
                writer.WriteField(name, field.ValueIn(bytes));
            }
        }
    }

    private static void WriteUpgrade(ref HeadWriter writer, ResponseHead head, ReadOnlySpan<byte> bytes)
    {
        writer.Write("Connection: Upgrade\r\n"u8);
        var upgrade = head.IndexOf(FieldName.Upgrade);
        if (upgrade >= 0)
        {
            writer.WriteField("Upgrade"u8, head.Fields[upgrade].ValueIn(bytes));
        }
    }

    private static ReadOnlySpan<byte> LineFor(ClientPersistence persistence) => persistence switch
    {
        ClientPersistence.Close => "Connection: close\r\n"u8,
        ClientPersistence.KeepAliveSaid => "Connection: keep-alive\r\n"u8,
        _ => default,
    };
}
