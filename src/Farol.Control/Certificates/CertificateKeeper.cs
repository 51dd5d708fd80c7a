using Farol.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Certificates;

/// <summary>Has the certificates in memory before anything asks for them, and takes what other replicas change.</summary>
internal sealed class CertificateKeeper(CertificateTable table, CertificateStore store, CertificateList list, TimeProvider time, ILogger<CertificateKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan _refresh = TimeSpan.FromSeconds(15);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        table.Set(System.Collections.Immutable.ImmutableDictionary.CreateRange(
            (await store.LoadAsync(cancellationToken)).Select(e => KeyValuePair.Create(e.Id, e))));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(_refresh, time);

        // A gateway that was linked before they were read has none of them yet.
        var always = !table.Entries.IsEmpty;
        do
        {
            try
            {
                await list.RefreshAsync(always, stoppingToken);
                always = false;
            }
            catch (StoreException failure)
            {
                log.LogWarning("Certificates could not be read: {Reason}", failure.Message);
            }
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }
}
