using System.Text.Json;
using Farol.Access.Problems;

namespace Farol.Control.Tenants;

/// <summary>A tenant as the API shows it.</summary>
internal sealed class TenantBody
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Null: the platform's own tenant, which has none.</summary>
    public required string? Plan { get; init; }

    public required bool Active { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Null: it is not deleted.</summary>
    public required DateTime? DeletedAt { get; init; }

    public required string? ContactEmail { get; init; }

    /// <summary>In force: the plan's, but for those that the platform set for this tenant.</summary>
    public required TenantLimitsBody Limits { get; init; }

    /// <summary>Those that the platform set for this tenant. Null: the plan's is in force.</summary>
    public required TenantLimitsBody OwnLimits { get; init; }

    /// <summary>Networks that its backends may be in beside the public ones.</summary>
    public required IReadOnlyList<string> BackendNetworks { get; init; }

    public static TenantBody From(TenantRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Plan = row.Plan,
        Active = row.Active && row.DeletedAtMs is null,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMs).UtcDateTime,
        DeletedAt = row.DeletedAtMs is { } deleted ? DateTimeOffset.FromUnixTimeMilliseconds(deleted).UtcDateTime : null,
        ContactEmail = row.ContactEmail,
        Limits = TenantLimitsBody.From(row.Limits),
        OwnLimits = TenantLimitsBody.OwnOf(row),
        BackendNetworks = [.. row.Networks.Select(network => network.ToString())],
    };

    public string Tag() => EntityTags.Of(JsonSerializer.SerializeToUtf8Bytes(this, TenantJson.Default.TenantBody));

    public string Json() => JsonSerializer.Serialize(this, TenantJson.Default.TenantBody);
}
