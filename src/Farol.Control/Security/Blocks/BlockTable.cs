using System.Collections.Immutable;
using System.Net;
using Farol.Access.Accounts;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Security.Blocks;

/// <summary>The entries in memory, and how gateways get them.</summary>
internal sealed class BlockTable(TimeProvider time) : IDocumentPart
{
    private ImmutableDictionary<string, BlockEntry> _entries = ImmutableDictionary<string, BlockEntry>.Empty;

    /// <summary>By id.</summary>
    public ImmutableDictionary<string, BlockEntry> Entries => Volatile.Read(ref _entries);

    public void Set(ImmutableDictionary<string, BlockEntry> entries) => Volatile.Write(ref _entries, entries);

    public GatewayDocument AddTo(GatewayDocument document)
    {
        var now = time.GetUtcNow();
        var entries = Entries.Values.Where(e => !e.HasEnded(now)).OrderBy(e => e.Id, StringComparer.Ordinal);
        return document with { Blocks = [.. document.Blocks, .. entries.Select(Section)] };
    }

    /// <summary>Whether the platform lets the address in whatever it does.</summary>
    public bool IsAllowed(IPAddress address, DateTimeOffset now) => Entries.Values.Any(e =>
        e is { Action: BlockAction.Allow, TenantId: PlatformTenant.Id } && !e.HasEnded(now) && NetworkText.Holds(e.Network, address));

    private static BlockSection Section(BlockEntry entry) => new()
    {
        Network = entry.Network,
        Action = entry.Action,
        Tenant = entry.TenantId == PlatformTenant.Id ? null : entry.TenantId,
        ExpiresAt = entry.ExpiresAt,
    };
}
