using System.Net;
using Farol.Configuration.Gateway;

namespace Farol.Control.Security.Blocks;

/// <summary>An address or network that is blocked or let in. Immutable.</summary>
internal sealed record BlockEntry
{
    public required string Id { get; init; }

    /// <summary>Whose: a tenant's entries hold towards its own routes, the platform's towards all.</summary>
    public required string TenantId { get; init; }

    public required IPNetwork Network { get; init; }

    public required BlockAction Action { get; init; }

    /// <summary>Made by <see cref="AutomaticBlocks"/>, not by a person.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Why, in the words of whoever made it.</summary>
    public string? Reason { get; init; }

    /// <summary>The rule of the event that made it; null: a person did.</summary>
    public string? Rule { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Null: it stays until somebody removes it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool HasEnded(DateTimeOffset now) => ExpiresAt <= now;
}
