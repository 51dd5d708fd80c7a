using System.Collections.Immutable;
using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Control.Revisions;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Certificates;

/// <summary>Changes the certificates, one at a time: stored and audited, then in force in the gateways.</summary>
internal sealed class CertificateList(CertificateTable table, CertificateStore store, Func<IConfiguration?> configuration, CertificateOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>A tenant's (null: everybody's), by name.</summary>
    public IReadOnlyList<CertificateEntry> List(string? tenantId) =>
        [.. table.Entries.Values.Where(e => tenantId is null || e.TenantId == tenantId).OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Id, StringComparer.Ordinal)];

    /// <summary>Whether the gateways that are linked have taken this chain for these hosts.</summary>
    public bool IsTaken(CertificateEntry entry) => table.Taken.GetValueOrDefault(entry.Id) is { } taken
        && taken.ChainPem == entry.ChainPem && taken.CertificateFile == entry.CertificateFile && taken.Hosts.SequenceEqual(entry.Hosts);

    /// <summary>Null: the tenant has no such certificate.</summary>
    public CertificateEntry? Find(string tenantId, string id) => table.Entries.GetValueOrDefault(id) is { } entry && entry.TenantId == tenantId ? entry : null;

    public Task<ApiProblem?> AddAsync(CertificateEntry entry, AuditEntry done, bool dryRun, CancellationToken cancellationToken) =>
        InTurnAsync(() => FindConflict(entry), () => SaveAsync(entry, done, cancellationToken), dryRun, cancellationToken);

    /// <param name="check">Sees the entry as it is at that moment; a problem keeps it.</param>
    public Task<ApiProblem?> ChangeAsync(
        CertificateEntry entry, Func<CertificateEntry, ApiProblem?> check, AuditEntry done, bool dryRun, CancellationToken cancellationToken) =>
        InTurnAsync(
            () => Find(entry.TenantId, entry.Id) is { } before ? check(before) ?? FindConflict(entry) : TenantScope.Missing("certificate"),
            () => SaveAsync(entry, done, cancellationToken),
            dryRun,
            cancellationToken);

    public Task<ApiProblem?> RemoveAsync(
        string tenantId, string id, Func<CertificateEntry, ApiProblem?> check, AuditEntry done, bool dryRun, CancellationToken cancellationToken) =>
        InTurnAsync(
            () => Find(tenantId, id) is { } before ? check(before) : TenantScope.Missing("certificate"),
            async () =>
            {
                await store.RemoveAsync(tenantId, id, done, cancellationToken);
                return await PublishAsync(table.Entries.Remove(id));
            },
            dryRun,
            cancellationToken);

    /// <summary>What became of an order; nothing where the certificate was removed or changed meanwhile.</summary>
    /// <param name="after">The new entry of the one that is there now.</param>
    public Task<ApiProblem?> SettleAsync(CertificateEntry ordered, Func<CertificateEntry, CertificateEntry> after, AuditEntry? done, CancellationToken cancellationToken) =>
        InTurnAsync(
            () => Find(ordered.TenantId, ordered.Id) is { Source: CertificateSource.Acme } now && now.Hosts.SequenceEqual(ordered.Hosts) ? null : TenantScope.Missing("certificate"),
            () => SaveAsync(after(Find(ordered.TenantId, ordered.Id)!), done, cancellationToken),
            dryRun: false,
            cancellationToken);

    /// <summary>Takes what other replicas of the control plane changed.</summary>
    public async Task RefreshAsync(bool always, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var entries = (await store.LoadAsync(cancellationToken)).ToImmutableDictionary(e => e.Id);
            if (always || entries.Count != table.Entries.Count || entries.Any(e => !IsSame(table.Entries.GetValueOrDefault(e.Key), e.Value)))
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

    /// <summary>Whether there is such a certificate, whoever has it.</summary>
    public bool IsSomebodys(string id) => table.Entries.ContainsKey(id);

    private async Task<ApiProblem?> InTurnAsync(Func<ApiProblem?> check, Func<Task<ApiProblem?>> change, bool dryRun, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var problem = check();
            return problem is not null || dryRun ? problem : await change();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static bool IsSame(CertificateEntry? one, CertificateEntry other) => one is not null
        && one.Hosts.SequenceEqual(other.Hosts)
        && (one with { Hosts = other.Hosts }) == other;

    private async Task<ApiProblem?> SaveAsync(CertificateEntry entry, AuditEntry? done, CancellationToken cancellationToken)
    {
        var before = table.Entries.GetValueOrDefault(entry.Id);
        await store.SaveAsync(entry, done, cancellationToken);
        var isSame = before is not null && before.ChainPem == entry.ChainPem && before.CertificateFile == entry.CertificateFile && before.Hosts.SequenceEqual(entry.Hosts);
        if (!isSame || entry.Source == CertificateSource.File)
        {
            return await PublishAsync(table.Entries.SetItem(entry.Id, entry));
        }

        table.Set(table.Entries.SetItem(entry.Id, entry));
        return null;
    }

    /// <summary>Stored it is already: the caller's going away does not keep it from the gateways.</summary>
    private async Task<ApiProblem?> PublishAsync(ImmutableDictionary<string, CertificateEntry> entries)
    {
        table.Set(entries);
        var refused = configuration() is { } document ? await document.RepublishAsync(CancellationToken.None) : [];
        if (refused.Count == 0)
        {
            table.Confirm(entries);
        }

        return refused.Count == 0
            ? null
            : ApiProblem.Of(StatusCodes.Status502BadGateway, $"It is stored, but a gateway does not take it: {string.Join("; ", refused)}");
    }

    private ApiProblem? FindConflict(CertificateEntry entry)
    {
        var others = table.Entries.Values.Where(e => e.Id != entry.Id).ToList();
        if (others.FirstOrDefault(e => e.TenantId == entry.TenantId && e.Name == entry.Name) is { } same)
        {
            return ApiProblem.Conflict($"A certificate is called {entry.Name} already, {same.Id}: change that one, or give another name.");
        }

        var name = TenantNames.Qualify(entry.TenantId, entry.Name);
        if (configuration()?.Current is { } current && current.Whole.Certificates.Any(c => c.Name == name))
        {
            return ApiProblem.Conflict($"{current.FileName ?? "The configuration"} has a certificate {entry.Name}: give another name.");
        }

        if (others.Count >= options.MaxCertificates)
        {
            return ApiProblem.Conflict($"There are {others.Count} certificates, and CERTIFICATES_MAX allows no more.");
        }

        return entry.TenantId != PlatformTenant.Id && others.Count(e => e.TenantId == entry.TenantId) >= options.MaxCertificatesPerTenant
            ? ApiProblem.Conflict($"A tenant may have {options.MaxCertificatesPerTenant} certificates: remove some, or put several hosts into one.")
            : null;
    }
}
