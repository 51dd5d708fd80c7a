using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Store.Databases;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Tenants;

/// <summary>Makes, changes and closes tenants: in the database with its audit entry, then in memory and at the gateways.</summary>
internal sealed class TenantService(IStateDatabase database, IAccounts accounts, TenantPublisher publisher, IAudit audit, TimeProvider time)
{
    /// <summary>What the directory, the document and the metrics' labels are measured with.</summary>
    private const int MaxTenants = 10_000;

    /// <summary>Names that give the same id tell themselves apart by a number; past it the platform chooses an id.</summary>
    private const int MaxSameNames = 999;

    public Task<TenantRow?> FindAsync(string tenantId, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => TenantRows.FindAsync(unit, tenantId), cancellationToken);

    /// <summary>Null names: of every tenant.</summary>
    public Task<IReadOnlyList<TenantRow>> ListAsync(IReadOnlyCollection<string>? tenantIds, bool withDeleted, CancellationToken cancellationToken) =>
        database.ReadAsync(
            unit => tenantIds is null ? TenantRows.ListAllAsync(unit, withDeleted) : TenantRows.ListAsync(unit, tenantIds), cancellationToken);

    public async Task<(TenantRow? Tenant, ApiProblem? Problem)> CreateAsync(TenantChange body, Change change, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var row = TenantFields.Apply(new TenantRow { Plan = TenantPlan.Free }, body, errors);
        TenantFields.CheckEnforced(body, errors);
        if (body.Id is not null)
        {
            errors.AddIf("id", TenantFields.FindIdFault(body.Id));
        }

        if (errors.ToProblem() is { } fault)
        {
            return (null, fault);
        }

        var (created, problem) = await database.WriteAsync(unit => InsertAsync(unit, row with { Id = body.Id ?? "" }, "tenant.create", change), cancellationToken);
        if (created is not null)
        {
            await publisher.PublishAsync(CancellationToken.None);
        }

        return (created, problem);
    }

    /// <summary>Puts a new tenant into a unit; one without an id gets one made from its name.</summary>
    public async Task<(TenantRow? Tenant, ApiProblem? Problem)> InsertAsync(DatabaseUnit unit, TenantRow row, string action, Change change)
    {
        if (await TenantRows.CountAsync(unit) >= MaxTenants)
        {
            return (null, ApiProblem.Conflict($"There are {MaxTenants} tenants already, the most that one installation has."));
        }

        var id = row.Id.Length > 0 ? row.Id : await FreeIdAsync(unit, TenantFields.IdFromName(row.Name));
        if (id is null || await TenantRows.FindAsync(unit, id) is not null)
        {
            return (null, ApiProblem.Conflict("There is a tenant with this id already, or was once: ids are not given twice. Choose another."));
        }

        var stored = row with { Id = id, CreatedAtMs = time.GetUtcNow().ToUnixTimeMilliseconds() };
        await TenantRows.InsertAsync(unit, stored);
        await audit.WriteAsync(unit, Entry(action, id, change) with { After = TenantBody.From(stored).Json() });
        return (stored, null);
    }

    /// <summary>Null and null: there is no such tenant.</summary>
    public async Task<(TenantRow? Tenant, ApiProblem? Problem)> ChangeAsync(
        string tenantId, TenantChange body, HttpRequest request, Change change, CancellationToken cancellationToken)
    {
        TenantRow? changed = null;
        ApiProblem? problem = null;
        await accounts.ChangeTenantAsync(
            tenantId,
            async unit =>
            {
                if (await TenantRows.FindAsync(unit, tenantId) is not { } before)
                {
                    return false;
                }

                problem = Judge(before, body, request, out var after);
                if (problem is not null)
                {
                    return false;
                }

                await TenantRows.UpdateAsync(unit, after);
                await audit.WriteAsync(unit, Entry("tenant.update", tenantId, change) with
                {
                    Before = TenantBody.From(before).Json(),
                    After = TenantBody.From(after).Json(),
                });
                changed = after;
                return before.IsServed && !after.IsServed;
            },
            cancellationToken);
        if (changed is not null)
        {
            await publisher.PublishAsync(CancellationToken.None);
        }

        return (changed, problem);
    }

    /// <summary>Its members' sessions end, and its objects are served no more; nothing of it is removed. Null and null: there is no such tenant.</summary>
    public async Task<(TenantRow? Tenant, ApiProblem? Problem)> DeleteAsync(
        string tenantId, HttpRequest request, Change change, CancellationToken cancellationToken)
    {
        TenantRow? deleted = null;
        ApiProblem? problem = null;
        await accounts.ChangeTenantAsync(
            tenantId,
            async unit =>
            {
                if (await TenantRows.FindAsync(unit, tenantId) is not { DeletedAtMs: null } before)
                {
                    return false;
                }

                problem = EntityTags.FindStale(request, TenantBody.From(before).Tag());
                if (problem is not null)
                {
                    return false;
                }

                var after = before with { Active = false, DeletedAtMs = time.GetUtcNow().ToUnixTimeMilliseconds() };
                await TenantRows.UpdateAsync(unit, after);
                await audit.WriteAsync(unit, Entry("tenant.delete", tenantId, change) with { Before = TenantBody.From(before).Json() });
                deleted = after;
                return true;
            },
            cancellationToken);
        if (deleted is not null)
        {
            await publisher.PublishAsync(CancellationToken.None);
        }

        return (deleted, problem);
    }

    /// <summary>A deleted tenant comes back when it is set active; nothing else can be changed about it.</summary>
    private static ApiProblem? Judge(TenantRow before, TenantChange body, HttpRequest request, out TenantRow after)
    {
        var errors = new FieldErrors();
        after = TenantFields.Apply(before, body, errors);
        TenantFields.CheckEnforced(body, errors);
        if (body.Id is not null && body.Id != before.Id)
        {
            errors.Add("id", "cannot be changed");
        }

        if (before.DeletedAtMs is not null && body.Active is not true)
        {
            return ApiProblem.Conflict("The tenant is deleted. Set active to true to bring it back.");
        }

        after = after with { DeletedAtMs = null };
        return EntityTags.FindStale(request, TenantBody.From(before).Tag()) ?? errors.ToProblem();
    }

    private static async Task<string?> FreeIdAsync(DatabaseUnit unit, string id)
    {
        for (var number = 1; number <= MaxSameNames; number++)
        {
            var candidate = number == 1 ? id : $"{id}-{number}";
            if (await TenantRows.FindAsync(unit, candidate) is null)
            {
                return candidate;
            }
        }

        return null;
    }

    private static AuditEntry Entry(string action, string tenantId, Change change) =>
        new(action, tenantId) { Actor = change.Actor, From = change.From, TenantId = tenantId };
}
