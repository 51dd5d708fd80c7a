using System.Collections.Immutable;
using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Control.Revisions;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Security.Blocks;

/// <summary>Changes the entries, one at a time: stored and audited, then in force in the gateways.</summary>
internal sealed class BlockList(BlockTable table, BlockStore store, Func<IConfiguration?> configuration, SecurityOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Entries of a tenant (null: everybody's) that are in force, newest first.</summary>
    public IReadOnlyList<BlockEntry> List(string? tenantId)
    {
        var now = time.GetUtcNow();
        return [.. table.Entries.Values
            .Where(e => (tenantId is null || e.TenantId == tenantId) && !e.HasEnded(now))
            .OrderByDescending(e => e.CreatedAt).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    /// <summary>Null: the tenant has no such entry.</summary>
    public BlockEntry? Find(string tenantId, string id) =>
        table.Entries.GetValueOrDefault(id) is { } entry && entry.TenantId == tenantId && !entry.HasEnded(time.GetUtcNow()) ? entry : null;

    /// <summary>Null: it is in force.</summary>
    public async Task<ApiProblem?> AddAsync(BlockEntry entry, AuditEntry done, bool dryRun, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var problem = FindConflict(entry);
            if (problem is not null || dryRun)
            {
                return problem;
            }

            await store.AddAsync(entry, done, cancellationToken);
            return await PublishAsync(table.Entries.SetItem(entry.Id, entry));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Null: it is in force. <paramref name="check"/> sees the entry as it is at that moment.</summary>
    public async Task<ApiProblem?> ChangeAsync(
        BlockEntry entry, Func<BlockEntry, ApiProblem?> check, AuditEntry done, bool dryRun, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Find(entry.TenantId, entry.Id) is not { } before)
            {
                return TenantScope.Missing("block");
            }

            if ((check(before) ?? FindConflict(entry)) is { } problem)
            {
                return problem;
            }

            if (dryRun)
            {
                return null;
            }

            await store.ChangeAsync(entry.TenantId, entry, done with { Before = Json(before), After = Json(entry) }, cancellationToken);
            return await PublishAsync(table.Entries.SetItem(entry.Id, entry));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Null: it is gone, in the gateways too.</summary>
    public async Task<ApiProblem?> RemoveAsync(
        string tenantId, string id, Func<BlockEntry, ApiProblem?> check, AuditEntry done, bool dryRun, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Find(tenantId, id) is not { } before)
            {
                return TenantScope.Missing("block");
            }

            var problem = check(before);
            if (problem is not null || dryRun)
            {
                return problem;
            }

            await store.RemoveAsync(tenantId, id, done with { Before = Json(before) }, cancellationToken);
            return await PublishAsync(table.Entries.Remove(id));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives the gateways the entries as they are.</summary>
    public async Task RepublishAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await PublishAsync(table.Entries);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes what other replicas of the control plane changed, and forgets what has ended.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var stored = await store.LoadAsync(cancellationToken);
            if (stored.Any(e => e.HasEnded(now)))
            {
                await store.RemoveEndedAsync(now, cancellationToken);
            }

            var entries = stored.Where(e => !e.HasEnded(now)).ToImmutableDictionary(e => e.Id);
            if (entries.Count != table.Entries.Count || entries.Any(e => table.Entries.GetValueOrDefault(e.Key) != e.Value))
            {
                await PublishAsync(entries);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Whether there is such an entry, whoever has it.</summary>
    public bool IsSomebodys(string id) => table.Entries.ContainsKey(id);

    public static string Json(BlockEntry entry) => System.Text.Json.JsonSerializer.Serialize(BlockBody.Of(entry), SecurityJson.Default.BlockBody);

    /// <summary>Stored it is already: the caller's going away does not keep it from the gateways.</summary>
    private async Task<ApiProblem?> PublishAsync(ImmutableDictionary<string, BlockEntry> entries)
    {
        table.Set(entries);
        var refused = configuration() is { } document ? await document.RepublishAsync(CancellationToken.None) : [];
        return refused.Count == 0
            ? null
            : ApiProblem.Of(StatusCodes.Status502BadGateway, $"It is stored, but a gateway does not take it: {string.Join("; ", refused)}");
    }

    private ApiProblem? FindConflict(BlockEntry entry)
    {
        var now = time.GetUtcNow();
        var others = table.Entries.Values.Where(e => e.Id != entry.Id && !e.HasEnded(now)).ToList();
        if (others.FirstOrDefault(e => e.TenantId == entry.TenantId && e.Network.Equals(entry.Network)) is { } same)
        {
            return ApiProblem.Conflict($"{NetworkText.Of(entry.Network)} has an entry already, {same.Id}: change that one.");
        }

        if (others.Count >= options.MaxBlocks)
        {
            return ApiProblem.Conflict($"There are {others.Count} entries, and BLOCKS_MAX allows no more: remove some, or block a wider network.");
        }

        return entry.TenantId != PlatformTenant.Id && others.Count(e => e.TenantId == entry.TenantId) >= options.MaxBlocksPerTenant
            ? ApiProblem.Conflict($"A tenant may have {options.MaxBlocksPerTenant} entries: remove some, or block a wider network.")
            : null;
    }
}
