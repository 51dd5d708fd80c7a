using System.Buffers;
using System.IO.Pipelines;

namespace Farol.Devices.Ssh;

/// <summary>A terminal over SSH. Its bytes cross from and to the session's thread in two bounded pipes.</summary>
internal sealed class SshShell : IShell
{
    /// <summary>A listing of 20 000 subscribers is megabytes; the reader keeps up, this only smooths.</summary>
    private const int MaxReceivedBytes = 256 * 1024;

    /// <summary>A command is at most 3100 characters.</summary>
    private const int MaxUnsentBytes = 64 * 1024;

    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(1);

    private readonly SshSocket _socket;
    private readonly SshThread _thread;
    private readonly SshPump _pump;
    private readonly TimeProvider _time;
    private readonly Pipe _received = Bounded(MaxReceivedBytes);
    private readonly Pipe _toSend = Bounded(MaxUnsentBytes);
    private readonly string _target;
    private int _disposed;

    public SshShell(SshSocket socket, SshThread thread, Native.LibsshSession session, SshServer server, string target, TimeProvider time)
    {
        (_socket, _thread, _time, _target, Server) = (socket, thread, time, target, server);
        _pump = new SshPump(socket, session, _received.Writer, _toSend.Reader, target);
        _ = thread.RunAsync(_pump.Run);
        thread.Finish();
    }

    public string Protocol => "ssh";

    public bool IsAuthenticated => true;

    public SshServer Server { get; }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await _received.Reader.ReadAsync(cancellationToken);
        var count = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var taken = result.Buffer.Slice(0, count);
        taken.CopyTo(buffer.Span);
        _received.Reader.AdvanceTo(taken.End);
        return count == 0 && result.IsCompleted && _pump.Failure is { } failure ? throw failure : count;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        _toSend.Writer.Write(bytes.Span);
        var flush = _toSend.Writer.FlushAsync(cancellationToken);
        _socket.Wake();
        if ((await flush).IsCompleted)
        {
            throw _pump.Failure ?? SshFaults.Lost(_target, "the session", "the router had closed the terminal before the write");
        }
    }

    public void Abort() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            await _thread.Ended;
            return;
        }

        _pump.Close();
        using var late = new CancellationTokenSource(_goodbye, _time);
        await using (late.Token.UnsafeRegister(static socket => ((SshSocket)socket!).Abort(), _socket))
        {
            await _thread.Ended;
        }
    }

    private static Pipe Bounded(int bytes) => new(new PipeOptions(
        pauseWriterThreshold: bytes,
        resumeWriterThreshold: bytes / 2,
        minimumSegmentSize: 16 * 1024,
        useSynchronizationContext: false));
}
