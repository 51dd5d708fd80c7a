using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Store.Databases;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Keys;

/// <summary>Makes, lists and revokes keys.</summary>
internal sealed class KeyService(IStateDatabase database, ApiKeyIndex index, IAudit audit, AccessOptions options, TimeProvider time)
{
    /// <param name="makerId">Only keys that this user made; null: all of the tenant.</param>
    public Task<Page<KeyBody>> ListAsync(string tenantId, string? makerId, PageRequest page, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var rows = await KeyRows.ListAsync(unit, tenantId, makerId, page.Skip, page.Size);
            return new Page<KeyBody>([.. rows.Select(row => Show(row))], await KeyRows.CountAsync(unit, tenantId, makerId), page.Number, page.Size);
        },
        cancellationToken);

    public Task<KeyRow?> FindAsync(string tenantId, string id, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => KeyRows.FindAsync(unit, tenantId, id), cancellationToken);

    public Task<bool> ExistsAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => KeyRows.ExistsAsync(unit, id), cancellationToken);

    /// <summary>With when it was used last, as far as this program knows.</summary>
    public KeyBody Show(KeyRow row, string? key = null)
    {
        var used = index.All.FirstOrDefault(live => live.Row.Id == row.Id)?.LastUsedMs ?? 0;
        return KeyBody.From(row, used > 0 ? used : row.LastUsedAtMs, key);
    }

    public async Task<(KeyRow? Row, string Key, ApiProblem? Problem)> CreateAsync(
        Caller caller, string tenantId, string name, string role, DateTimeOffset? expiresAt, Change change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (key, prefix) = KeyText.Create();
        var row = new KeyRow
        {
            Id = Guid.NewGuid().ToString("N"),
            TenantId = tenantId,
            UserId = caller.UserId!,
            Email = caller.Email!,
            Name = name,
            Prefix = prefix,
            Hash = KeyText.Hash(key),
            Role = role,
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = (expiresAt ?? now + options.KeyLifetime).ToUnixTimeMilliseconds(),
        };
        var problem = await database.WriteAsync(
            async unit =>
            {
                if (await KeyRows.CountAsync(unit, tenantId, null) >= options.MaxKeysPerTenant)
                {
                    return ApiProblem.Conflict($"The tenant has {options.MaxKeysPerTenant} keys, the most there can be. Revoke those that nobody uses.");
                }

                await KeyRows.InsertAsync(unit, row);
                await WriteAuditAsync(unit, "key.create", row, change, $$"""{"role":"{{role}}"}""");
                return null;
            },
            cancellationToken);
        if (problem is not null)
        {
            return (null, "", problem);
        }

        await index.ReloadAsync(CancellationToken.None);
        return (row, key, null);
    }

    /// <summary>It counts no more from the moment this returns. Null and null: there is no such key that the caller may see.</summary>
    public async Task<(KeyRow? Row, ApiProblem? Problem)> RevokeAsync(
        string tenantId, string? makerId, string id, HttpRequest request, Change change, CancellationToken cancellationToken)
    {
        var result = await database.WriteAsync<(KeyRow?, ApiProblem?)>(
            async unit =>
            {
                if (await KeyRows.FindAsync(unit, tenantId, id) is not { } row || (makerId is not null && row.UserId != makerId))
                {
                    return (null, null);
                }

                if (EntityTags.FindStale(request, row.Tag()) is { } stale)
                {
                    return (null, stale);
                }

                await KeyRows.DeleteAsync(unit, tenantId, id);
                await WriteAuditAsync(unit, "key.revoke", row, change, null);
                return (row, null);
            },
            cancellationToken);
        await index.ReloadAsync(CancellationToken.None);
        return result;
    }

    /// <summary>Writes down when keys were used.</summary>
    public Task SaveUseAsync(IReadOnlyList<(string Id, long UsedAtMs)> uses, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            foreach (var (id, usedAtMs) in uses)
            {
                await KeyRows.SetUsedAsync(unit, id, usedAtMs);
            }
        },
        cancellationToken);

    private Task WriteAuditAsync(DatabaseUnit unit, string action, KeyRow row, Change change, string? after) =>
        audit.WriteAsync(unit, new AuditEntry(action, $"{row.Name} ({row.Prefix})")
        {
            Actor = change.Actor,
            From = change.From,
            TenantId = row.TenantId,
            After = after,
        });
}
