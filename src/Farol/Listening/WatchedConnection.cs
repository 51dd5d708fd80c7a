using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Farol.Live;
using Farol.Telemetry.Repeats;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Farol.Listening;

/// <summary>
/// One client's connection, as Kestrel sees it. What comes is read by the watch's thread, here and there answered at once, and handed to Kestrel otherwise; what
/// goes is sent by the thread that wrote it.
/// </summary>
internal sealed partial class WatchedConnection : ConnectionContext, IDuplexPipe, IRepeatingConnection,
    IConnectionIdFeature, IConnectionTransportFeature, IConnectionItemsFeature, IConnectionLifetimeFeature, IConnectionEndPointFeature, IMemoryPoolFeature,
    IConnectionSocketFeature, ITakeableSocket
{
    private readonly SocketWatch _watch;
    private readonly KnownRequests _known;
    private readonly FeatureCollection _features = new();
    private readonly CancellationTokenSource _closed = new();
    /// <summary>Held while the watch's thread is here, and by whoever ends the reading.</summary>
    private readonly Lock _turn = new();
    private IDictionary<object, object?>? _items;
    private string? _id;
    private Task _sending = Task.CompletedTask;
    private bool _hasEnded;
    private bool _isEnding;
    private bool _isGivenAway;

    /// <param name="socket">Connected and non-blocking; the connection's from now on.</param>
    public WatchedConnection(Socket socket, SocketWatch watch)
    {
        Socket = socket;
        _watch = watch;
        _input = new Pipe(watch.Input);
        _output = new Pipe(watch.Output);
        _known = new KnownRequests(watch.Time);
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        ConnectionClosed = _closed.Token;
        Transport = this;
        _features.Set<IRepeatingConnection>(this);
        _features.Set<IConnectionIdFeature>(this);
        _features.Set<IConnectionTransportFeature>(this);
        _features.Set<IConnectionItemsFeature>(this);
        _features.Set<IConnectionLifetimeFeature>(this);
        _features.Set<IConnectionEndPointFeature>(this);
        _features.Set<IMemoryPoolFeature>(this);
        _features.Set<IConnectionSocketFeature>(this);
        _features.Set<ITakeableSocket>(this);
    }

    public Socket Socket { get; }

    /// <summary>By which the watch knows it.</summary>
    public ulong Number { get; set; }

    public override string ConnectionId
    {
        get => _id ??= Number.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        set => _id = value;
    }

    public override IFeatureCollection Features => _features;

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public override EndPoint? LocalEndPoint { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    MemoryPool<byte> IMemoryPoolFeature.MemoryPool => _watch.Memory;

    bool IRepeatingConnection.IsLearning => _known.IsLearning;

    /// <exception cref="System.ComponentModel.Win32Exception">The kernel watches no more sockets for this user.</exception>
    public void Start()
    {
        _watch.Add(this);
        _sending = SendAsync();
    }

    /// <summary>Called by the watch: the only thread that reads.</summary>
    public void OnReady(Readiness readiness)
    {
        lock (_turn)
        {
            _isEnding |= readiness.Ends;
            if (readiness.Write)
            {
                OnWritable();
            }

            if (readiness.Read)
            {
                Receive();
            }
        }
    }

    /// <summary>Called by the watch after an error of ours.</summary>
    public void Fail(Exception wrong) => End(new ConnectionAbortedException("The connection failed", wrong));

    public override void Abort(ConnectionAbortedException abortReason)
    {
        lock (_turn)
        {
            if (!_isGivenAway)
            {
                Shutdown();
            }
        }

        _output.Reader.CancelPendingRead();
    }

    public override async ValueTask DisposeAsync()
    {
        await _input.Reader.CompleteAsync();
        await _output.Writer.CompleteAsync();
        await _sending;
        lock (_turn)
        {
            End(null);
            if (!_isGivenAway)
            {
                _watch.Remove(this);
                _rest = default;
                Shutdown();
                Socket.Dispose();
            }
        }

        await base.DisposeAsync();
    }

    void IRepeatingConnection.Begin() => _known.Begin();

    void IRepeatingConnection.Offer(IRepeatableAnswer answer) => _known.Offer(answer);

    void IRepeatingConnection.CountBy(IRepeatCounter counter) => _known.CountBy(counter);

    Socket? ITakeableSocket.Take(out ReadOnlyMemory<byte> early)
    {
        early = default;
        lock (_turn)
        {
            if (_hasEnded)
            {
                return null;
            }

            _isGivenAway = true;
            _watch.GiveAway(this);
            End(null);
        }

        if (_input.Reader.TryRead(out var read))
        {
            early = read.Buffer.ToArray();
            _input.Reader.AdvanceTo(read.Buffer.End);
        }

        return Socket;
    }

    /// <summary>Nothing more will be read.</summary>
    private void End(Exception? reason)
    {
        lock (_turn)
        {
            if (_hasEnded)
            {
                return;
            }

            _hasEnded = true;
            _input.Writer.Complete(reason);
        }

        // A request that waits for something is told; on another thread, for whoever listens may take its time.
        ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.TellClosed(), this, preferLocal: false);
    }

    private void TellClosed()
    {
        try
        {
            _closed.Cancel();
        }
        catch (AggregateException wrong)
        {
            _watch.Report(wrong, this);
        }
    }

    private void Shutdown()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was quicker.
        }
    }

    private void TellAgain()
    {
        try
        {
            _watch.TellAgain(this);
        }
        catch (Exception gone) when (gone is System.ComponentModel.Win32Exception or ObjectDisposedException)
        {
            // Closed in between: whoever waits for room finds out by the next try.
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
        }
    }
}
