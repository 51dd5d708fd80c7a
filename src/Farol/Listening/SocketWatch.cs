using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Farol.Listening.Native;

namespace Farol.Listening;

/// <summary>The one thread that learns of ready sockets and tells their connections, which never block it.</summary>
internal sealed class SocketWatch : IDisposable
{
    /// <summary>Bytes that wait for Kestrel before no more are read; it has its own limits for heads and bodies.</summary>
    private const int MaxWaitingInput = 1024 * 1024;

    /// <summary>As Kestrel's own: a writer waits when so much has not been taken by the kernel.</summary>
    private const int MaxWaitingOutput = 64 * 1024;

    private readonly ILogger<SocketWatch> _logger;
    private readonly ConcurrentDictionary<ulong, WatchedConnection> _connections = new();
    private readonly Epoll _epoll = new();
    private readonly Thread _thread;
    private ulong _last;

    /// <param name="memory">What connections keep bytes in that wait; the watch's from now on.</param>
    public SocketWatch(ILogger<SocketWatch> logger, MemoryPool<byte> memory, TimeProvider time)
    {
        _logger = logger;
        Time = time;
        Input = new PipeOptions(memory, PipeScheduler.ThreadPool, PipeScheduler.ThreadPool, MaxWaitingInput, MaxWaitingInput / 2, useSynchronizationContext: false);
        Output = new PipeOptions(memory, PipeScheduler.Inline, PipeScheduler.ThreadPool, MaxWaitingOutput, MaxWaitingOutput / 2, useSynchronizationContext: false);
        _thread = new Thread(Run) { IsBackground = true, Name = "sockets" };
        _thread.Start();
    }

    /// <summary>That are open.</summary>
    public int Connections => _connections.Count;

    public TimeProvider Time { get; }

    public MemoryPool<byte> Memory => Input.Pool;

    public PipeOptions Input { get; }

    /// <summary>What is written is sent by the thread that wrote it.</summary>
    public PipeOptions Output { get; }

    public AnswerBuffers Buffers { get; } = new();

    /// <exception cref="System.ComponentModel.Win32Exception">The kernel watches no more sockets for this user.</exception>
    public void Add(WatchedConnection connection)
    {
        connection.Number = Interlocked.Increment(ref _last);
        _connections[connection.Number] = connection;
        try
        {
            _epoll.Watch(connection.Socket.SafeHandle, connection.Number);
        }
        catch
        {
            Remove(connection);
            throw;
        }
    }

    /// <summary>Calls the connection again on the watch's thread if its socket is ready.</summary>
    public void TellAgain(WatchedConnection connection) => _epoll.TellAgain(connection.Socket.SafeHandle, connection.Number);

    /// <summary>Forgets it; numbers are never given twice, so an event that is still under way finds nobody.</summary>
    public void Remove(WatchedConnection connection) => _connections.TryRemove(connection.Number, out _);

    /// <summary>Forgets a connection whose socket stays open.</summary>
    public void GiveAway(WatchedConnection connection)
    {
        Remove(connection);
        _epoll.Forget(connection.Socket.SafeHandle);
    }

    /// <summary>Tells of an error of ours; a log that fails is no reason to end.</summary>
    public void Report(Exception wrong, WatchedConnection connection)
    {
        try
        {
            _logger.LogError(wrong, "A connection from {Remote} failed and is closed", connection.RemoteEndPoint);
        }
        catch (AggregateException)
        {
            // Nobody is left to tell.
        }
    }

    /// <summary>Tells why a connection was not accepted.</summary>
    public void ReportRefused(Exception reason) => _logger.LogWarning("A connection could not be accepted: {Reason}", reason.Message);

    public void Dispose()
    {
        _epoll.Wake();
        _thread.Join();
        _epoll.Dispose();
        Memory.Dispose();
    }

    private void Run()
    {
        Action<ulong, Readiness> tell = Tell;
        while (_epoll.Wait(tell))
        {
        }
    }

    private void Tell(ulong number, Readiness readiness)
    {
        if (!_connections.TryGetValue(number, out var connection))
        {
            return;
        }

        try
        {
            connection.OnReady(readiness);
        }
        catch (Exception wrong)
        {
            // An error of ours costs one connection, never all the others.
            connection.Fail(wrong);
            Report(wrong, connection);
        }
    }
}
