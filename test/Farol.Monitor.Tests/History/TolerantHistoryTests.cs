using System.Diagnostics.Metrics;
using Farol.Monitor.History;
using Farol.Store;
using Farol.Telemetry.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Testing.Support;

namespace Farol.Monitor.Tests.History;

public sealed class TolerantHistoryTests
{
    private readonly IHistory _disk = Substitute.For<IHistory>();
    private readonly HealthBoard _board = new(new ManualTime(), "test");

    [Fact]
    public async Task Samples_that_cannot_be_kept_are_counted_and_said_and_fail_nobody()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var history = new TolerantHistory(_disk, _board, services.GetRequiredService<IMeterFactory>(), NullLogger<TolerantHistory>.Instance);
        long lost = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "farol_history_samples_lost_total" && instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>())
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => lost += count);
        listener.Start();
        AppendingTo(_disk).ThrowsAsync(new StoreException(StoreFault.DiskFull, "no space is left in /srv/farol"));

        await AppendAsync(history);

        Assert.Equal(2, lost);
        var health = _board.Report();
        Assert.Equal("degraded", health.Status);
        Assert.Contains("DiskFull", health.Components["history"].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("/srv/farol", health.Components["history"].Reason, StringComparison.Ordinal);

        AppendingTo(_disk).Returns(Task.CompletedTask);
        await AppendAsync(history);
        Assert.Equal(2, lost);
        Assert.Equal("healthy", _board.Report().Status);
    }

    private static Task AppendAsync(TolerantHistory history) =>
        history.AppendAsync("bng", DateTimeOffset.UnixEpoch, [new HistorySample("a", 1), new HistorySample("b", 2)], TestContext.Current.CancellationToken);

    private static Task AppendingTo(IHistory disk) =>
        disk.AppendAsync(Arg.Any<string>(), Arg.Any<DateTimeOffset>(), Arg.Any<IReadOnlyList<HistorySample>>(), Arg.Any<CancellationToken>());
}
