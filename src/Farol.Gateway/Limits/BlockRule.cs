using Farol.Configuration.Gateway;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Limits;

/// <summary>One entry of a block list, within the wider ones that hold its network too.</summary>
internal sealed class BlockRule(BlockSection section, Tenant? tenant)
{
    private readonly long _expiresAtTicks = section.ExpiresAt?.UtcTicks ?? long.MaxValue;

    /// <summary>The next wider entry, which decides when this one has expired; null: none.</summary>
    public BlockRule? Wider { get; set; }

    public bool IsBlock => section.Action == BlockAction.Block;

    public Tenant? Tenant => tenant;

    /// <summary>For people; made when it is first met, so that further events about it allocate nothing.</summary>
    public string Text => field ??= $"{section.Network} is blocked{(tenant is null ? "" : $" by tenant {tenant.Name}")}";

    public bool HasExpiry => _expiresAtTicks != long.MaxValue;

    public bool IsExpired(DateTimeOffset now) => now.UtcTicks >= _expiresAtTicks;
}
