using Farol.Store;
using Farol.Telemetry.Health;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Metrics;

/// <summary>Writes each minute once it is over, and the one under way when the program ends. Minutes that cannot be written are lost, said once and shown.</summary>
internal sealed class MinuteWriter(
    TrafficFigures traffic, MachineSampler machine, MinuteHistory history, FigureOptions options, HealthBoard board, TimeProvider time, ILogger<MinuteWriter> log) : BackgroundService
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pruneInterval = TimeSpan.FromHours(1);
    private const int SecondsPerMinute = 60;

    private long _machineMinute;
    private long _lost;
    private bool _isFailing;
    private DateTimeOffset _pruneAt;

    /// <summary>Minutes that could not be written.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(isEnd: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await WriteAsync(isEnd: false);
        }
    }

    /// <summary>Not to be cancelled: what is taken is either written or lost.</summary>
    private async Task WriteAsync(bool isEnd)
    {
        var rows = traffic.TakeMinutes(isEnd);
        var ofMachine = MachineMinute();
        if (rows.Count == 0 && ofMachine is null)
        {
            return;
        }

        try
        {
            await history.AppendAsync(rows, ofMachine, CancellationToken.None);
            if (time.GetUtcNow() >= _pruneAt)
            {
                _pruneAt = time.GetUtcNow() + _pruneInterval;
                await history.PruneAsync(CancellationToken.None);
            }

            if (_isFailing)
            {
                _isFailing = false;
                board.Component("figures").Ok();
                log.LogInformation("The minutes of the figures are written again");
            }
        }
        catch (StoreException fault)
        {
            Interlocked.Add(ref _lost, rows.Count);
            if (!_isFailing)
            {
                _isFailing = true;
                board.Component("figures").Degraded($"minutes are lost: the history cannot be written ({fault.Fault})");
                log.LogError("Minutes of the figures are lost, the curves have a gap: {Error}", fault.Message);
            }
        }
    }

    /// <summary>The mean of the last minute that is over; null: it was taken already, or nothing was measured in it.</summary>
    private MachineRow? MachineMinute()
    {
        var minute = (time.GetUtcNow().ToUnixTimeSeconds() / SecondsPerMinute) - 1;
        if (minute <= _machineMinute)
        {
            return null;
        }

        _machineMinute = minute;
        var seconds = machine.Recent().Where(r => r.Second / SecondsPerMinute == minute).ToList();
        return seconds.Count == 0 ? null : new MachineRow
        {
            Scope = FigureScopes.Machine(options.Node),
            AtMs = minute * SecondsPerMinute * 1000,
            CpuPercent = seconds.Average(s => s.CpuPercent),
            MemoryPercent = seconds.Average(s => s.MemoryPercent),
            DiskPercent = seconds.Average(s => s.DiskPercent),
            ReceivedBps = seconds.Average(s => s.ReceivedBitsPerSecond),
            SentBps = seconds.Average(s => s.SentBitsPerSecond),
        };
    }
}
