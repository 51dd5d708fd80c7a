using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Farol.Gateway.Hosting;
using Farol.Link.Peers;
using Farol.Supervision.Native;

namespace Farol.Supervision;

/// <summary>A child's end of <see cref="SupervisorSocket"/>: signs of life, sockets, and news of the other children.</summary>
internal sealed class SupervisorClient : IListeningSockets, IAsyncDisposable
{
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly Func<bool> _isAlive;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<SafeSocketHandle>> _asked = new(StringComparer.Ordinal);
    private readonly Task _beating;
    private readonly Task _listening;
    private Action<ChildState>? _watch;
    private int _number;

    private SupervisorClient(Socket socket, Func<bool> isAlive, TimeProvider time)
    {
        (_socket, _isAlive, _time) = (socket, isAlive, time);
        _beating = BeatAsync(_stop.Token);
        _listening = ListenAsync(_stop.Token);
    }

    /// <param name="isAlive">Whether this process does its work; false withholds the sign of life.</param>
    /// <param name="time">The clock of the signs of life.</param>
    /// <returns>The supervisor's client, or <c>null</c> when this process has no supervisor.</returns>
    public static SupervisorClient? Connect(Func<bool> isAlive, TimeProvider time)
    {
        if (Environment.GetEnvironmentVariable(Supervisor.AddressVariable) is not { Length: > 1 } address)
        {
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint("\0" + address[1..]));
        LocalPeer.Check(socket);
        return new SupervisorClient(socket, isAlive, time);
    }

    public void Ready() => Send(Packet.Of(Packet.Ready));

    /// <summary>The gateway begins to use a document: if it ends now, it is that document's crash.</summary>
    public void Trying(string hash) => Send(Packet.Of(Packet.Trying, hash));

    /// <summary>All sockets that this process needs were asked for.</summary>
    public void Applied() => Send(Packet.Of(Packet.Applied));

    /// <summary>Asks for a further child.</summary>
    public void Start(string name, TimeSpan maxStop, params IReadOnlyList<string> arguments) =>
        Send(Packet.Of(Packet.Start, [name, maxStop.TotalSeconds.ToString(CultureInfo.InvariantCulture), .. arguments]));

    /// <summary>Tells how each child is, now and on every change, on a thread of the pool.</summary>
    public void Watch(Action<ChildState> told)
    {
        _watch = told;
        Send(Packet.Of(Packet.Watch));
    }

    public async Task<SafeSocketHandle> OpenAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<SafeSocketHandle>(endpoint, TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[number] = answer;
        Send(Packet.Of(Packet.Listen, number, name, endpoint.ToString()));
        return await answer.Task.WaitAsync(cancellationToken);
    }

    public Task ReleaseAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        Send(Packet.Of(Packet.Release, name, endpoint.ToString()));
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await Task.WhenAll(_beating, _listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_beat, _time);
        do
        {
            if (_isAlive())
            {
                Send(Packet.Of(Packet.Beat));
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var peek = new byte[1];
        var buffer = new byte[Packet.MaxBytes];
        // Looking without taking waits for a packet; taking it is what carries the descriptor.
        while (await _socket.ReceiveAsync(peek, SocketFlags.Peek, cancellationToken) > 0)
        {
            var length = DescriptorPassing.Receive(_socket.SafeHandle, buffer, out var descriptor);
            if (length > 0)
            {
                Handle(Packet.Read(buffer.AsSpan(0, length)), descriptor);
            }
        }
    }

    private void Handle(Packet? packet, SafeSocketHandle? descriptor)
    {
        switch (packet?.Word)
        {
            case Packet.Socket when descriptor is not null && _asked.TryRemove(packet.Field(0), out var asked):
                asked.SetResult(descriptor);
                break;
            case Packet.Refused when _asked.TryRemove(packet.Field(0), out var asked):
                asked.SetException(new ListenException((IPEndPoint)asked.Task.AsyncState!, Enum.Parse<SocketError>(packet.Field(1)), packet.Field(2)));
                break;
            case Packet.Child:
                _watch?.Invoke(ChildState.From(packet));
                break;
            default:
                descriptor?.Dispose();
                break;
        }
    }

    /// <summary>A supervisor that is gone is told by the end of standard input, which ends this process; here it is nothing new.</summary>
    private void Send(Packet packet)
    {
        try
        {
            DescriptorPassing.Send(_socket.SafeHandle, packet.ToBytes(), descriptor: null);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
        }
    }
}
