using System.Text;

namespace Farol.Live.Tests;

/// <summary>A state that is made when its turn to be sent has come.</summary>
public sealed class LatestStateTests
{
    [Fact]
    public async Task A_state_is_sent_as_it_is_when_its_turn_comes_and_belongs_to_the_snapshot()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        server.View.PublishLatest("online_total", () => Encoding.UTF8.GetBytes("{\"n\":1}"));

        var frame = await client.NextAsync();
        Assert.Equal((1, 1), (frame.GetProperty("seq").GetInt64(), frame.GetProperty("data").GetProperty("n").GetInt32()));
        using var late = await server.ConnectAsync();
        await late.NextAsync();
        Assert.Equal(1, (await late.NextAsync()).GetProperty("data").GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Asked_for_again_before_its_turn_it_is_made_once_and_as_it_was_asked_for_last()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.NextAsync();
        using var began = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        server.View.PublishLatest("system_metrics", () =>
        {
            began.Set();
            goOn.Wait(TestContext.Current.CancellationToken);
            return "{\"n\":0}"u8.ToArray();
        });
        began.Wait(TestContext.Current.CancellationToken);

        // Another view's, which waits behind the first: one audience after the other.
        var other = server.Hub.OpenView(new LiveViewKey("other"), [LiveServer.Online]);
        other.PublishLatest("online_total", () => "{\"n\":1}"u8.ToArray());
        other.PublishLatest("online_total", () => "{\"n\":2}"u8.ToArray());
        Assert.Equal(0, other.Sequence);
        goOn.Set();

        await client.NextAsync();
        await Testing.Support.Eventually.True(() => other.Sequence > 0, "its turn has come");
        Assert.Equal(1, other.Sequence);
    }

    [Fact]
    public async Task A_state_that_cannot_be_made_leaves_the_clients_what_they_have()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        server.View.PublishLatest("online_total", () => throw new InvalidOperationException("no figures"));
        server.View.PublishLatest("system_metrics", () => "{\"n\":1}"u8.ToArray());

        Assert.Equal(1, (await client.NextAsync()).GetProperty("data").GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task An_event_is_never_made_later()
    {
        await using var server = await LiveServer.StartAsync();

        Assert.Throws<ArgumentException>(() => server.View.PublishLatest("alert", () => []));
    }
}
