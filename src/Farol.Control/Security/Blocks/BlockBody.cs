using System.Text.Json.Serialization;
using Farol.Configuration.Gateway;

namespace Farol.Control.Security.Blocks;

/// <summary>An entry as the API shows it.</summary>
internal sealed record BlockBody
{
    public required string Id { get; init; }

    [JsonPropertyName("tenant")]
    public required string TenantId { get; init; }

    public required string Network { get; init; }

    /// <summary>block or allow.</summary>
    public required string Action { get; init; }

    /// <summary>manual or automatic.</summary>
    public required string Origin { get; init; }

    public required string? Reason { get; init; }

    /// <summary>The rule that made an automatic one.</summary>
    public required string? Rule { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Null: it stays until somebody removes it.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    public static BlockBody Of(BlockEntry entry) => new()
    {
        Id = entry.Id,
        TenantId = entry.TenantId,
        Network = NetworkText.Of(entry.Network),
        Action = entry.Action == BlockAction.Allow ? "allow" : "block",
        Origin = entry.IsAutomatic ? "automatic" : "manual",
        Reason = entry.Reason,
        Rule = entry.Rule,
        CreatedAt = entry.CreatedAt,
        CreatedBy = entry.CreatedBy,
        ExpiresAt = entry.ExpiresAt,
    };
}
