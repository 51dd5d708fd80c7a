using System.Net;
using System.Net.Sockets;
using System.Text;
using Functional.Tests.Running;

namespace Functional.Tests.Gateway.Hosting;

/// <summary><c>gateway.event_loop</c> on a host that has io_uring, and on one that refuses it as containers do.</summary>
[Collection(GatewayGroup.Name)]
public sealed class EventLoopTests : IAsyncLifetime
{
    /// <summary>More than the reads after which a connection goes by the ring.</summary>
    private const int Requests = 50;

    private readonly int _port = FarolProcess.FreePort();
    private TwoBackends _backends = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _backends = await TwoBackends.StartAsync();

    public async ValueTask DisposeAsync() => await _backends.DisposeAsync();

    [Fact]
    public async Task The_log_says_by_which_calls_the_loops_work()
    {
        var auto = await KindAsync("auto");
        Assert.Equal("2 by epoll", await KindAsync("epoll"));
        // A machine that has no io_uring itself shows the same as the one below that refuses it.
        Assert.SkipUnless(auto == "2 by epoll and io_uring", $"no io_uring here: {auto}");
        Assert.Equal(auto, await KindAsync("io_uring"));
    }

    [Fact]
    public async Task A_host_that_refuses_io_uring_is_served_without_it()
    {
        await using var gateway = GatewayProgram.StartWithoutRing(_backends.Folder.Path, "gateway", "--config", Write("auto"), "--data", "data");
        await gateway.SaysAsync("is up");
        Assert.Contains("Event loops: 2 by epoll, without io_uring: Operation not permitted", gateway.Output, StringComparison.Ordinal);
        await AskManyAsync();
    }

    [Fact]
    public async Task Where_it_must_be_and_cannot_the_error_names_the_setting_and_the_ways_out()
    {
        await using var gateway = GatewayProgram.StartWithoutRing(_backends.Folder.Path, "gateway", "--config", Write("io_uring"), "--data", "data");
        Assert.NotEqual(0, await gateway.ExitAsync(TimeSpan.FromSeconds(30)));
        await gateway.SaysAsync("gateway.event_loop");
        await gateway.SaysAsync("Operation not permitted");
        await gateway.SaysAsync("auto does without");
    }

    [Fact]
    public async Task Another_word_is_an_error_that_names_the_words()
    {
        await using var gateway = GatewayProgram.Start(_backends.Folder.Path, 0, "gateway", "--config", Write("select"), "--data", "data");
        Assert.NotEqual(0, await gateway.ExitAsync(TimeSpan.FromSeconds(30)));
        await gateway.SaysAsync("gateway.event_loop");
        await gateway.SaysAsync("one of auto, epoll, io_uring");
    }

    private string Write(string kind) => _backends.Write(_port, 0, $"gateway: {{ loops: 2, event_loop: {kind} }}\n");

    /// <summary>Serves, with this setting; what the log says of the loops.</summary>
    private async Task<string> KindAsync(string kind)
    {
        await using var gateway = GatewayProgram.Start(_backends.Folder.Path, 0, "gateway", "--config", Write(kind), "--data", "data");
        await gateway.SaysAsync("is up");
        await AskManyAsync();
        return gateway.Output.Split("Event loops: ")[1].Split('"')[0];
    }

    private async Task AskManyAsync()
    {
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _port), Cancellation);
        var buffer = new byte[4096];
        for (var i = 0; i < Requests; i++)
        {
            await client.SendAsync("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n"u8.ToArray(), Cancellation);
            var count = await client.ReceiveAsync(buffer, Cancellation);
            Assert.StartsWith("HTTP/1.1 200 ", Encoding.Latin1.GetString(buffer, 0, count), StringComparison.Ordinal);
        }
    }
}
