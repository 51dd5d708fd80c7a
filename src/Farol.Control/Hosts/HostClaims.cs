using System.Security.Cryptography;
using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Access.SecurityEvents;
using Farol.Store.Databases;
using Microsoft.AspNetCore.WebUtilities;

namespace Farol.Control.Hosts;

/// <summary>Claims to host names: asked for, proven, checked again, passed on, given up.</summary>
internal sealed class HostClaims(
    IStateDatabase database, HostOwners owners, ITextRecords records, IAudit audit, ISecurityEvents security, HostOptions options, TimeProvider time)
{
    /// <summary>128 bits that nobody guesses.</summary>
    private const int TokenBytes = 16;

    public Task<IReadOnlyList<HostClaim>> ListAsync(string? tenantId, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => tenantId is null ? HostRows.ListAllAsync(unit) : HostRows.ListAsync(unit, tenantId), cancellationToken);

    public Task<HostClaim?> FindAsync(string tenantId, string host, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => HostRows.FindAsync(unit, tenantId, host), cancellationToken);

    /// <summary>A claim that waits for its proof. A name that the tenant has claimed already keeps its token.</summary>
    public async Task<(HostClaim? Claim, bool IsNew, ApiProblem? Problem)> ClaimAsync(
        string tenantId, string host, string actor, string? from, CancellationToken cancellationToken)
    {
        if (owners.FindReservation(host) is { } reserved)
        {
            return (null, false, ApiProblem.Invalid("host", reserved));
        }

        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));
        var claim = new HostClaim(tenantId, host, token, null, NowMs(), null, null, null, null);
        return await database.WriteAsync<(HostClaim?, bool, ApiProblem?)>(
            async unit =>
            {
                if (await HostRows.FindAsync(unit, tenantId, host) is { } known)
                {
                    return (known, false, null);
                }

                if (await FindRefusalAsync(unit, tenantId, host) is { } refused)
                {
                    return (null, false, refused);
                }

                await HostRows.InsertAsync(unit, tenantId, claim);
                await audit.WriteAsync(unit, new AuditEntry("host.claim", host) { Actor = actor, TenantId = tenantId, From = from });
                return (claim, true, null);
            },
            cancellationToken);
    }

    /// <summary>Asks the DNS, and takes the answer in.</summary>
    /// <returns>The claim as it is now, and the tenants that lost the name; null: it was given up meanwhile.</returns>
    public async Task<(HostClaim Claim, IReadOnlyList<string> Losers)?> CheckAsync(HostClaim claim, string actor, string? from, CancellationToken cancellationToken)
    {
        var answer = await records.FindAsync(claim.RecordName, cancellationToken);
        var outcome = await database.WriteAsync<(HostClaim, IReadOnlyList<string>)?>(
            async unit => await HostRows.FindAsync(unit, claim.TenantId, claim.Host) is { } now ? await TakeInAsync(unit, now, answer, actor, from) : null,
            cancellationToken);
        foreach (var loser in outcome?.Item2 ?? [])
        {
            security.Report(new SecurityEvent(SecurityEventType.Suspicious, SecuritySeverity.High, "host.lost", $"{claim.Host} is no longer {loser}'s: {answer.Words}.")
            {
                TenantId = loser,
                Target = claim.Host,
            });
        }

        return outcome;
    }

    /// <summary>The platform says whose it is, DNS or not. Another tenant's proof is withdrawn only where that is asked for.</summary>
    public async Task<(HostClaim? Claim, IReadOnlyList<string> Losers, ApiProblem? Problem)> ApproveAsync(
        string tenantId, string host, bool isTransfer, string actor, string? from, CancellationToken cancellationToken)
    {
        if (owners.FindReservation(host) is { } reserved)
        {
            return (null, [], ApiProblem.Invalid("host", reserved));
        }

        return await database.WriteAsync<(HostClaim?, IReadOnlyList<string>, ApiProblem?)>(
            async unit =>
            {
                if (await HostRows.FindAsync(unit, tenantId, host) is not { } claim)
                {
                    return (null, [], ApiProblem.NotFound("There is no such claim."));
                }

                var owner = await HostRows.FindOwnerAsync(unit, host);
                if (owner is not null && owner.TenantId != tenantId && !isTransfer)
                {
                    return (null, [], ApiProblem.Conflict($"{host} is {owner.TenantId}'s; ?transfer=true takes it from there."));
                }

                IReadOnlyList<string> losers = owner is not null && owner.TenantId != tenantId ? [owner.TenantId] : [];
                if (losers.Count > 0)
                {
                    await LoseAsync(unit, owner!, $"given to another tenant by {actor}", actor, from);
                }

                var proven = claim with { Method = HostClaim.ByPlatform, ProvenAtMs = NowMs(), FailingSinceMs = null, Problem = null };
                await HostRows.UpdateAsync(unit, tenantId, proven);
                await audit.WriteAsync(unit, new AuditEntry("host.approve", host) { Actor = actor, TenantId = tenantId, From = from });
                return (proven, losers, null);
            },
            cancellationToken);
    }

    /// <summary>False: there was none.</summary>
    public Task<bool> ReleaseAsync(string tenantId, string host, string actor, string? from, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            var isGone = await HostRows.DeleteAsync(unit, tenantId, host) > 0;
            if (isGone)
            {
                await audit.WriteAsync(unit, new AuditEntry("host.release", host) { Actor = actor, TenantId = tenantId, From = from });
            }

            return isGone;
        },
        cancellationToken);

    private async Task<ApiProblem?> FindRefusalAsync(DatabaseUnit unit, string tenantId, string host)
    {
        var mine = await HostRows.ListAsync(unit, tenantId);
        if (mine.Count >= options.MaxHosts || mine.Count(c => !c.IsProven) >= options.MaxPending)
        {
            return ApiProblem.Conflict($"{tenantId} has {mine.Count} names, {mine.Count(c => !c.IsProven)} of them not proven; at most {options.MaxHosts} and {options.MaxPending} may be. Give some up first.");
        }

        // Exactly the same name may be claimed: domains are sold. What is below another's is another's.
        var above = host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? host[(dot + 1)..] : "";
        return await HostOwners.FindOwnerAsync(unit, above) switch
        {
            { } owner when owner.TenantId == tenantId => ApiProblem.Conflict($"{host} needs no claim: it is below {owner.Host}, which is yours."),
            { } => ApiProblem.Conflict($"{host} is below a name that another tenant has proven; its owner, or the platform, can help."),
            null => null,
        };
    }

    private async Task<(HostClaim Claim, IReadOnlyList<string> Losers)> TakeInAsync(DatabaseUnit unit, HostClaim claim, TextAnswer answer, string actor, string? from)
    {
        var looked = claim with { CheckedAtMs = NowMs() };
        if (answer.IsUnknown || claim.Method == HostClaim.ByPlatform)
        {
            // Nobody answered: that says nothing about the record.
            looked = looked with { Problem = claim.Method == HostClaim.ByPlatform ? null : answer.Words };
            await HostRows.UpdateAsync(unit, claim.TenantId, looked);
            return (looked, []);
        }

        return answer.Has(claim.RecordValue)
            ? await ProveAsync(unit, looked, answer, actor, from)
            : await MissAsync(unit, looked, answer, actor, from);
    }

    private async Task<(HostClaim, IReadOnlyList<string>)> ProveAsync(DatabaseUnit unit, HostClaim claim, TextAnswer answer, string actor, string? from)
    {
        var owner = await HostOwners.FindOwnerAsync(unit, claim.Host);
        var isExact = owner?.Host == claim.Host;
        var obstacle = owners.FindReservation(claim.Host) ?? (owner is null || owner.TenantId == claim.TenantId ? null
            : !isExact ? "it is below a name that another tenant has proven"
            : owner.Method == HostClaim.ByPlatform ? "the platform gave it to another tenant"
            : answer.Has(owner.RecordValue) ? "another tenant has proven it, and its record is still published" : null);
        if (obstacle is not null)
        {
            var refused = claim with { Method = null, ProvenAtMs = null, Problem = obstacle };
            await HostRows.UpdateAsync(unit, claim.TenantId, refused);
            return (refused, claim.IsProven ? [claim.TenantId] : []);
        }

        IReadOnlyList<string> losers = isExact && owner!.TenantId != claim.TenantId ? [owner.TenantId] : [];
        if (losers.Count > 0)
        {
            await LoseAsync(unit, owner!, "another tenant's record is published in its place", actor, from);
        }

        var proven = claim with { Method = HostClaim.ByDns, ProvenAtMs = claim.ProvenAtMs ?? NowMs(), FailingSinceMs = null, Problem = null };
        await HostRows.UpdateAsync(unit, claim.TenantId, proven);
        if (!claim.IsProven)
        {
            await audit.WriteAsync(unit, new AuditEntry("host.prove", claim.Host) { Actor = actor, TenantId = claim.TenantId, From = from });
        }

        return (proven, losers);
    }

    private async Task<(HostClaim, IReadOnlyList<string>)> MissAsync(DatabaseUnit unit, HostClaim claim, TextAnswer answer, string actor, string? from)
    {
        var missing = claim with { FailingSinceMs = claim.FailingSinceMs ?? NowMs(), Problem = answer.Words };
        if (claim.IsProven && NowMs() - missing.FailingSinceMs >= options.Grace.TotalMilliseconds)
        {
            return (await LoseAsync(unit, missing, answer.Words, actor, from), [claim.TenantId]);
        }

        await HostRows.UpdateAsync(unit, claim.TenantId, missing);
        return (missing, []);
    }

    private async Task<HostClaim> LoseAsync(DatabaseUnit unit, HostClaim owner, string why, string actor, string? from)
    {
        var lost = owner with { Method = null, ProvenAtMs = null, FailingSinceMs = null, Problem = $"lost: {why}" };
        await HostRows.UpdateAsync(unit, owner.TenantId, lost);
        await audit.WriteAsync(unit, new AuditEntry("host.lose", owner.Host) { Actor = actor, TenantId = owner.TenantId, From = from, Detail = why });
        return lost;
    }

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
