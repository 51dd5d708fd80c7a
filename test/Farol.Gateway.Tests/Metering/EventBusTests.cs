using Farol.Gateway.Metering;
using Testing.Support;

namespace Farol.Gateway.Tests.Metering;

public sealed class EventBusTests
{
    [Fact]
    public void Events_come_in_order_and_what_finds_no_room_is_counted()
    {
        var bus = new EventBus(new ManualTime(), maxEvents: 4);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(i < 4, bus.TryPublish(Event($"{i}")));
        }

        Assert.Equal(2, bus.Dropped);
        Assert.Equal(["0", "1", "2", "3"], ReadAll(bus));
        Assert.True(bus.TryPublish(Event("again")));
        Assert.Equal(["again"], ReadAll(bus));
    }

    [Fact]
    public void Many_writers_lose_nothing_unseen()
    {
        const int writers = 4;
        const int each = 20_000;
        var bus = new EventBus(new ManualTime(), maxEvents: 256);
        var threads = Enumerable.Range(0, writers).Select(w => new Thread(() =>
        {
            for (var i = 0; i < each; i++)
            {
                bus.TryPublish(Event(w.ToString(null, null)));
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        var read = 0L;
        while (threads.Any(t => t.IsAlive))
        {
            read += bus.TryRead(out _) ? 1 : 0;
        }

        read += ReadAll(bus).Count;
        Assert.Equal(writers * each, read + bus.Dropped);
    }

    [Fact]
    public async Task The_reader_sleeps_until_something_is_published_and_misses_nothing()
    {
        const int events = 20_000;
        var bus = new EventBus(new ManualTime(), maxEvents: 32_768);
        var waiting = bus.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        var publishing = Task.Run(() =>
        {
            for (var i = 0; i < events; i++)
            {
                bus.TryPublish(Event("x"));
                Thread.SpinWait(i % 64);
            }
        }, TestContext.Current.CancellationToken);
        for (var read = 0; read < events;)
        {
            await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            while (bus.TryRead(out _))
            {
                read++;
            }

            waiting = bus.WaitAsync(TestContext.Current.CancellationToken);
        }

        await publishing;
    }

    [Fact]
    public void Publishing_allocates_nothing()
    {
        var bus = new EventBus(new ManualTime(), maxEvents: 8);
        var happened = Event("x");
        bus.TryPublish(happened);
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                bus.TryPublish(happened);
                bus.TryRead(out _);
            }
        }));
    }

    private static GatewayEvent Event(string text) => new() { Kind = GatewayEventKind.Violation, At = default, Text = text };

    private static List<string> ReadAll(EventBus bus)
    {
        var texts = new List<string>();
        while (bus.TryRead(out var happened))
        {
            texts.Add(happened.Text);
        }

        return texts;
    }
}
