namespace Farol.Control.Security.Events;

/// <summary>An event as it is stored.</summary>
internal sealed class SecurityEventRow
{
    public const string Columns =
        "id AS Id, at_ms AS AtMs, last_ms AS LastMs, tenant_id AS TenantId, type AS Type, severity AS Severity, rule AS Rule, "
        + "description AS Description, source AS Source, target AS Target, blocked AS Blocked, risk_score AS RiskScore, count AS Count, country AS Country";

    public string Id { get; init; } = "";

    public long AtMs { get; init; }

    public long LastMs { get; init; }

    public string TenantId { get; init; } = "";

    public string Type { get; init; } = "";

    public string Severity { get; init; } = "";

    public string Rule { get; init; } = "";

    public string Description { get; init; } = "";

    public string? Source { get; init; }

    public string? Target { get; init; }

    public bool Blocked { get; init; }

    public long? RiskScore { get; init; }

    public long Count { get; init; }

    public string? Country { get; init; }

    public static SecurityEventRow Of(SecurityEventBody body) => new()
    {
        Id = body.Id,
        AtMs = body.Timestamp.ToUnixTimeMilliseconds(),
        LastMs = body.LastSeen.ToUnixTimeMilliseconds(),
        TenantId = body.TenantId,
        Type = body.Type,
        Severity = body.Severity,
        Rule = body.Rule,
        Description = body.Description,
        Source = body.Source,
        Target = body.Target,
        Blocked = body.Blocked,
        RiskScore = body.RiskScore,
        Count = body.Count,
        Country = body.Country,
    };

    public SecurityEventBody ToBody() => new()
    {
        Id = Id,
        Type = Type,
        Severity = Severity,
        Source = Source,
        Target = Target,
        Rule = Rule,
        Description = Description,
        Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(AtMs),
        Blocked = Blocked,
        RiskScore = (int?)RiskScore,
        Count = Count,
        Country = Country,
        LastSeen = DateTimeOffset.FromUnixTimeMilliseconds(LastMs),
        TenantId = TenantId,
    };
}
