namespace Farol.Access.Auditing;

/// <summary>A row of the table <c>audit</c>.</summary>
internal sealed class AuditRow
{
    public const string Columns = """
        sequence, at_ms AS AtMs, tenant_id AS TenantId, actor, address, action, target, result,
        before_json AS Before, after_json AS After, detail, chain
        """;

    public long Sequence { get; init; }

    public long AtMs { get; init; }

    public string? TenantId { get; init; }

    public string Actor { get; init; } = "";

    public string? Address { get; init; }

    public string Action { get; init; } = "";

    public string Target { get; init; } = "";

    public string Result { get; init; } = "";

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? Detail { get; init; }

    public byte[] Chain { get; init; } = [];

    public AuditRecord ToRecord() => new(
        Sequence,
        DateTimeOffset.FromUnixTimeMilliseconds(AtMs),
        new AuditEntry(Action, Target, Result)
        {
            Actor = Actor,
            TenantId = TenantId,
            From = Address,
            Before = Before,
            After = After,
            Detail = Detail,
        });
}
