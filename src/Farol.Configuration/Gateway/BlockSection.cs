using System.Net;

namespace Farol.Configuration.Gateway;

/// <summary>Clients that are refused, or let in though a wider block has them. Only the control plane writes them.</summary>
public sealed record BlockSection
{
    /// <summary>The clients; among the entries that hold one, the longest prefix decides.</summary>
    public IPNetwork Network { get; init; }

    public BlockAction Action { get; init; } = BlockAction.Block;

    /// <summary>Only towards this tenant's routes; null: towards all.</summary>
    public string? Tenant { get; init; }

    /// <summary>It ends by itself; null: it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
