using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Access.SecurityEvents;
using Farol.Control.Revisions;
using Farol.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Certificates.Acme;

/// <summary>Orders certificates that are due, one after the other, while this control plane holds the lease.</summary>
internal sealed class AcmeOrders(
    CertificateTable table,
    CertificateList certificates,
    CertificateStore store,
    CertificateHosts owners,
    CertificateOptions options,
    AcmeAccounts accounts,
    OrderLease lease,
    ChallengeBoard board,
    RenewalSchedule schedule,
    Func<IConfiguration?> configuration,
    ISecurityEvents events,
    TimeProvider time,
    ILogger<AcmeOrders> log) : BackgroundService
{
    public const string Actor = "certificate orders";
    private const int MaxErrorLength = 500;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(_look, time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            var due = Due();
            if (due.Count == 0 || !options.Acme.AgreesToTerms || configuration() is not { } document)
            {
                continue;
            }

            try
            {
                await OrderAsync(due, document, stoppingToken);
            }
            catch (StoreException failure)
            {
                log.LogWarning("Certificates could not be ordered: {Reason}", failure.Message);
            }
        }
    }

    private List<CertificateEntry> Due()
    {
        var now = time.GetUtcNow();
        return [.. table.Entries.Values.Where(e => IsDue(e, now)).OrderBy(e => e.NextAttemptAt)];
    }

    private static bool IsDue(CertificateEntry entry, DateTimeOffset now) => entry.Source == CertificateSource.Acme && entry.NextAttemptAt <= now;

    private async Task OrderAsync(List<CertificateEntry> due, IConfiguration document, CancellationToken cancellationToken)
    {
        foreach (var entry in due)
        {
            // For longer than an order may take: nobody else orders while this one runs.
            if (!await lease.TryTakeAsync(options.Acme.MaxOrderTime * 2, cancellationToken))
            {
                return;
            }

            try
            {
                // Another replica may have ordered it a moment ago.
                if (await store.FindAsync(entry.TenantId, entry.Id, cancellationToken) is { } stored && IsDue(stored, time.GetUtcNow()))
                {
                    await OrderAsync(stored, document, cancellationToken);
                }
            }
            finally
            {
                await lease.ReleaseAsync();
            }
        }
    }

    private async Task OrderAsync(CertificateEntry entry, IConfiguration document, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Acme.MaxOrderTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var (chain, key) = await ProvenAsync(entry, document, both.Token);
            await IssuedAsync(entry, chain, key, document, cancellationToken);
        }
        catch (AcmeException refused)
        {
            await FailedAsync(entry, refused.Message, cancellationToken);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await FailedAsync(entry, $"The order did not end within {options.Acme.MaxOrderTime.TotalSeconds:0} s.", cancellationToken);
        }
    }

    /// <summary>Takes the answers from the gateways at once if the order fails; else they go with the document that brings the certificate, and no listener closes between.</summary>
    private async Task<(string ChainPem, string KeyPem)> ProvenAsync(CertificateEntry entry, IConfiguration document, CancellationToken cancellationToken)
    {
        try
        {
            var issued = await OrderAsync(entry, document, mayRegister: true, cancellationToken);
            board.Clear();
            return issued;
        }
        finally
        {
            if (board.Clear())
            {
                await document.RepublishAsync(CancellationToken.None);
            }
        }
    }

    private async Task<(string ChainPem, string KeyPem)> OrderAsync(CertificateEntry entry, IConfiguration document, bool mayRegister, CancellationToken cancellationToken)
    {
        // A host may have got another owner since the certificate was wanted.
        if (await owners.FindObstacleAsync(entry.TenantId, entry.Hosts, cancellationToken) is { } obstacle)
        {
            throw new AcmeException($"The hosts {obstacle.Words}.");
        }

        using var http = AcmeTransport.Create(options.Acme);
        var known = await accounts.FindAsync(options.Acme.Directory, cancellationToken);
        using var key = known?.Key ?? AccountKey.Create();
        var client = new AcmeClient(http, options.Acme, key) { AccountUrl = known?.Url };
        if (known is null)
        {
            await client.RegisterAsync(cancellationToken);
            await accounts.SaveAsync(options.Acme.Directory, key, client.AccountUrl!, cancellationToken);
        }

        try
        {
            return await new OrderRun(client, key, board, document, options.Acme, time).RunAsync(entry.Hosts, entry.Challenge ?? CertificateWords.Http, cancellationToken);
        }
        catch (AcmeException lost) when (lost.Kind == "accountDoesNotExist" && mayRegister && known is not null)
        {
            await accounts.ForgetAsync(options.Acme.Directory, cancellationToken);
        }

        return await OrderAsync(entry, document, mayRegister: false, cancellationToken);
    }

    private async Task IssuedAsync(CertificateEntry ordered, string chainPem, string keyPem, IConfiguration document, CancellationToken cancellationToken)
    {
        var chain = PemChain.Read(chainPem, out _)!;
        var renewal = schedule.Renewal(chain.NotBefore, chain.NotAfter);
        ApiProblem? problem = null;
        var isPublished = false;
        try
        {
            problem = await certificates.SettleAsync(
                ordered,
                now => now with { ChainPem = chainPem, KeyPem = keyPem, Error = null, Attempts = 0, NextAttemptAt = renewal, ChangedAt = time.GetUtcNow() },
                new AuditEntry("certificate.issue", ordered.Id)
                {
                    Actor = Actor,
                    TenantId = ordered.TenantId,
                    Detail = $"certificate {ordered.Name} until {chain.NotAfter:O}, serial {chain.SerialNumber}",
                },
                cancellationToken);
            isPublished = problem is null;
        }
        finally
        {
            // Without the certificate the answers to its challenges go by themselves.
            if (!isPublished)
            {
                await document.RepublishAsync(CancellationToken.None);
            }
        }

        if (problem is null)
        {
            log.LogInformation("Certificate {Name} is issued until {NotAfter}, and renewed about {Renewal}", ordered.Name, chain.NotAfter, renewal);
        }
        else
        {
            log.LogWarning("Certificate {Name} is issued, but: {Reason}", ordered.Name, problem.Detail);
        }
    }

    private async Task FailedAsync(CertificateEntry ordered, string reason, CancellationToken cancellationToken)
    {
        var error = reason.Length > MaxErrorLength ? reason[..MaxErrorLength] : reason;
        var now = time.GetUtcNow();
        var left = ordered.ChainPem is { } pem && PemChain.Read(pem, out _) is { } chain ? chain.NotAfter - now : (TimeSpan?)null;
        var pause = schedule.Pause(ordered.Attempts + 1, left);
        log.LogWarning("Certificate {Name} could not be ordered, again in {Minutes:0.#} min: {Reason}", ordered.Name, pause.TotalMinutes, error);
        events.Report(new SecurityEvent(SecurityEventType.Suspicious, left < TimeSpan.FromDays(7) || left is null ? SecuritySeverity.High : SecuritySeverity.Medium,
            "certificate.order_failed", error)
        {
            Target = ordered.Name,
            TenantId = ordered.TenantId == PlatformTenant.Id ? null : ordered.TenantId,
        });
        await certificates.SettleAsync(
            ordered, entry => entry with { Error = error, Attempts = entry.Attempts + 1, NextAttemptAt = now + pause }, done: null, cancellationToken);
    }
}
