using Farol.Configuration.Gateway;

namespace Farol.Control.Security.Blocks;

/// <summary>An entry as it is stored.</summary>
internal sealed class BlockRow
{
    public const string Columns =
        "id AS Id, tenant_id AS TenantId, network AS Network, action AS Action, origin AS Origin, reason AS Reason, rule AS Rule, "
        + "created_at_ms AS CreatedAtMs, created_by AS CreatedBy, expires_at_ms AS ExpiresAtMs";

    public string Id { get; init; } = "";

    public string TenantId { get; init; } = "";

    public string Network { get; init; } = "";

    public string Action { get; init; } = "";

    public string Origin { get; init; } = "";

    public string? Reason { get; init; }

    public string? Rule { get; init; }

    public long CreatedAtMs { get; init; }

    public string CreatedBy { get; init; } = "";

    public long? ExpiresAtMs { get; init; }

    public static BlockRow Of(BlockEntry entry)
    {
        var body = BlockBody.Of(entry);
        return new BlockRow
        {
            Id = body.Id,
            TenantId = body.TenantId,
            Network = body.Network,
            Action = body.Action,
            Origin = body.Origin,
            Reason = body.Reason,
            Rule = body.Rule,
            CreatedAtMs = body.CreatedAt.ToUnixTimeMilliseconds(),
            CreatedBy = body.CreatedBy,
            ExpiresAtMs = body.ExpiresAt?.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>Null: the network is none; somebody has changed the database by hand.</summary>
    public BlockEntry? ToEntry() => !NetworkText.TryParse(Network, out var network) ? null : new BlockEntry
    {
        Id = Id,
        TenantId = TenantId,
        Network = network,
        Action = Action == "allow" ? BlockAction.Allow : BlockAction.Block,
        IsAutomatic = Origin == "automatic",
        Reason = Reason,
        Rule = Rule,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAtMs),
        CreatedBy = CreatedBy,
        ExpiresAt = ExpiresAtMs is { } ends ? DateTimeOffset.FromUnixTimeMilliseconds(ends) : null,
    };
}
