using Farol.Control.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.LiveFeed;

/// <summary>Looks at the machine and lets the channels speak, once a second.</summary>
internal sealed class FeedClock(ControlFeed feed, MachineSampler machine, TimeProvider time, ILogger<FeedClock> log) : BackgroundService
{
    private static readonly TimeSpan _turn = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_turn, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                machine.Turn();
                feed.Turn();
            }
            catch (Exception fault)
            {
                // A channel whose figures cannot be read must not silence the others for good.
                log.LogError(fault, "The live channels missed a turn");
            }
        }
    }
}
