using System.Net.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Testing.Support;

namespace Farol.Live.Tests;

[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Publications = 100;

    [Fact]
    public async Task A_publication_costs_the_same_memory_for_ten_clients_as_for_two_thousand()
    {
        var few = await BytesPerPublicationAsync(10);
        var many = await BytesPerPublicationAsync(2000);

        // One byte a client would already be 2 000; what differs is a few pool work items.
        Assert.InRange(many - few, -2000, 1000);
    }

    private static async Task<long> BytesPerPublicationAsync(int clients)
    {
        using var hub = new LiveHub(new LiveOptions(), TimeProvider.System, NullLogger<LiveHub>.Instance);
        var view = hub.OpenView(new LiveViewKey("monitor"), [new LiveTopic("online_total")]);
        var sockets = Enumerable.Range(0, clients).Select(_ => new CountingSocket()).ToList();
        var served = sockets.ConvertAll(s => hub.ServeAsync(s, new LiveSession { View = view }));
        var body = new byte[1000];
        body.AsSpan().Fill((byte)'1');
        await PublishAsync(view, sockets, body);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await PublishAsync(view, sockets, body);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;

        sockets.ForEach(s => s.Abort());
        await Task.WhenAll(served);
        return bytes / Publications;
    }

    private static async Task PublishAsync(LiveView view, List<CountingSocket> sockets, byte[] body)
    {
        for (var n = 0; n < Publications; n++)
        {
            view.PublishJson("online_total", body);
            var spin = default(SpinWait);
            while (sockets[0].Sent < view.Sequence || sockets[^1].Sent < view.Sequence)
            {
                spin.SpinOnce(-1);
            }
        }

        await Eventually.True(() => sockets.TrueForAll(s => s.Sent == view.Sequence), "all have all");
    }

    /// <summary>Takes every frame at once and without allocating, so that only the engine's own memory is seen.</summary>
    private sealed class CountingSocket : WebSocket
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _sent;

        public long Sent => Volatile.Read(ref _sent);

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort() => _ended.TrySetResult();

        public override ValueTask SendAsync(
            ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, WebSocketMessageFlags messageFlags, CancellationToken cancellationToken)
        {
            Volatile.Write(ref _sent, _sent + 1);
            return ValueTask.CompletedTask;
        }

        public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            await _ended.Task;
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task SendAsync(
            ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override void Dispose()
        {
        }
    }
}
