using System.Text.Json;

namespace Farol.Access.Auditing;

/// <summary>An entry as the API shows it.</summary>
internal sealed class AuditBody
{
    public required long Sequence { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Null: it concerns the installation.</summary>
    public required string? TenantId { get; init; }

    public required string Actor { get; init; }

    /// <summary>Where it came from; null: the program itself.</summary>
    public required string? Address { get; init; }

    public required string Action { get; init; }

    public required string Target { get; init; }

    public required string Result { get; init; }

    /// <summary>The object before, with secrets masked.</summary>
    public required JsonElement? Before { get; init; }

    public required JsonElement? After { get; init; }

    public required string? Detail { get; init; }

    public static AuditBody From(AuditRecord record) => new()
    {
        Sequence = record.Sequence,
        At = record.At.UtcDateTime,
        TenantId = record.Entry.TenantId,
        Actor = record.Entry.Actor,
        Address = record.Entry.From,
        Action = record.Entry.Action,
        Target = record.Entry.Target,
        Result = record.Entry.Result,
        Before = Read(record.Entry.Before),
        After = Read(record.Entry.After),
        Detail = record.Entry.Detail,
    };

    private static JsonElement? Read(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
