using System.Buffers.Binary;
using System.Text;
using Farol.Store.Secrets;

namespace Farol.Access.Auditing;

/// <summary>The digest that chains an entry to the one before. It is keyed: who can write the database but has not the key
/// file cannot forge a chain.</summary>
internal sealed class AuditChain(ISecretBox box)
{
    private const string Context = "audit chain";

    public static byte[] Start { get; } = new byte[32];

    public byte[] Next(ReadOnlySpan<byte> previous, AuditRow row)
    {
        using var message = new MemoryStream();
        message.Write(previous);
        Write(message, row.Sequence);
        Write(message, row.AtMs);
        foreach (var field in (ReadOnlySpan<string?>)
            [row.TenantId, row.Actor, row.Address, row.Action, row.Target, row.Result, row.Before, row.After, row.Detail])
        {
            Write(message, field);
        }

        return box.Sign(message.GetBuffer().AsSpan(0, (int)message.Length), Context);
    }

    private static void Write(MemoryStream message, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        message.Write(bytes);
    }

    /// <summary>Length first, so that no two different entries have the same bytes; -1 for what is not there.</summary>
    private static void Write(MemoryStream message, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Write(message, text is null ? -1 : bytes.LongLength);
        message.Write(bytes);
    }
}
