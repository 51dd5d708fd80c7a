using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>A backend's bound holds, and a change of configuration loses nothing.</summary>
public sealed class BoundAndChangeTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private const string Get = "GET / HTTP/1.1\r\nHost: example.test\r\n\r\n";

    [Fact]
    public async Task Requests_beyond_a_backends_bound_wait_and_are_served()
    {
        var inFlight = 0;
        var most = 0;
        using var backend = new RawBackend(async connection =>
        {
            while (true)
            {
                await connection.ReadUntilAsync("\r\n\r\n");
                var now = Interlocked.Increment(ref inFlight);
                most = Math.Max(most, now);
                await Task.Yield();
                _ = Interlocked.Decrement(ref inFlight);
                await connection.SendAsync(Hello);
            }
        });
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with { Pools = [document.Pools[0] with { MaxConnections = 2 }] };
        await using var gateway = new GatewayUnderTest(document);

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), TestContext.Current.CancellationToken, async (_, _) =>
        {
            using var client = await gateway.ConnectAsync();
            await client.SendAsync(Get);
            Assert.EndsWith("hello", await client.ReadResponseAsync());
        });

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_changed_configuration_takes_effect_and_loses_no_request_under_way()
    {
        var release = new TaskCompletionSource();
        using var slow = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await release.Task;
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold");
        });
        using var next = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnew");
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(slow.Port));
        using var early = await gateway.ConnectAsync();
        using var late = await gateway.ConnectAsync();
        await early.SendAsync(Get);
        await Eventually.True(() => slow.Connections == 1, "the request is under way");

        gateway.Apply(GatewayUnderTest.InFrontOf(next.Port));
        await late.SendAsync(Get);
        var second = await late.ReadResponseAsync();
        release.SetResult();

        Assert.EndsWith("new", second);
        Assert.EndsWith("old", await early.ReadResponseAsync());
    }
}
