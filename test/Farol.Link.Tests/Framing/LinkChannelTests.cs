using System.Net;
using System.Net.Sockets;
using Farol.Link.Framing;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Link.Tests.Framing;

/// <summary>The queue of a link, and what of it requests may take that somebody looks at.</summary>
public sealed class LinkChannelTests : IAsyncLifetime
{
    private static readonly LinkLimits _limits = new() { MaxQueuedFrames = 20, MaxQueuedRequestFrames = 3, MaxSilence = TimeSpan.FromMinutes(1) };

    private LinkChannel _channel = null!;
    private FrameStream _other = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Token);
        _other = new FrameStream((await listener.AcceptTcpClientAsync(Token)).GetStream());
        _channel = new LinkChannel(new FrameStream(client.GetStream()), _limits, TimeSpan.FromMinutes(1), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task They_leave_room_for_counters_and_are_taken_again_once_they_are_sent()
    {
        Assert.Equal(_limits.MaxQueuedRequestFrames, Enumerable.Range(0, 50).Count(_ => TrySend()));
        Assert.Equal(_limits.MaxQueuedFrames - _limits.MaxQueuedRequestFrames, Enumerable.Range(0, 50).Count(_ => TryCount()));
        await RunAsync(async () =>
        {
            for (var i = 0; i < _limits.MaxQueuedFrames; i++)
            {
                Assert.Equal(i < _limits.MaxQueuedRequestFrames ? Envelope.BodyOneofCase.RequestLines : Envelope.BodyOneofCase.Counters, await ReadAsync());
            }

            for (var i = 0; i < 3 * _limits.MaxQueuedRequestFrames; i++)
            {
                await Eventually.True(TrySend, "there is room again");
                Assert.Equal(Envelope.BodyOneofCase.RequestLines, await ReadAsync());
            }
        });
    }

    [Fact]
    public async Task Those_that_a_full_queue_refused_take_no_place()
    {
        Assert.Equal(_limits.MaxQueuedFrames, Enumerable.Range(0, 50).Count(_ => TryCount()));
        Assert.DoesNotContain(true, Enumerable.Range(0, 50).Select(_ => TrySend()));
        await RunAsync(() => Eventually.True(TrySend, "there is room when the counters are sent"));
    }

    private bool TrySend() => _channel.TrySend(new RequestLines { Lines = { new RequestLine { Path = "/a" } } });

    private bool TryCount() => _channel.TrySend(new Envelope { Counters = new Counters() });

    private async Task<Envelope.BodyOneofCase> ReadAsync() => (await _other.ReadAsync(_limits.MaxFrameBytes, Token))!.BodyCase;

    /// <summary>The other end takes what is sent while the check runs.</summary>
    private async Task RunAsync(Func<Task> check)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = _channel.RunAsync((_, _) => ValueTask.CompletedTask, end.Token);
        await check();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
