namespace Farol.Devices.Ssh;

/// <summary>The one thread that may touch a libssh session: works off what is handed to it, then cleans up and ends.</summary>
internal sealed class SshThread
{
    /// <summary>Opening hands over one step at a time, then the pump.</summary>
    private const int MaxQueuedWork = 4;

    /// <summary>libssh and the key exchange need some tens of kilobytes; the system's default would reserve 8 MB each.</summary>
    private const int StackBytes = 1 << 20;

    // A Lock has no Wait and Pulse; a plain object does.
    private readonly object _gate = new();
    private readonly Queue<Action> _work = new(MaxQueuedWork);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _cleanUp;
    private bool _finishing;

    public SshThread(string name, Action cleanUp)
    {
        _cleanUp = cleanUp;
        new Thread(Run, StackBytes) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Completes when the thread has cleaned up; faulted if that failed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Runs work on the thread. Its exception, if any, comes out of the task and leaves the thread alive.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_finishing || _work.Count == MaxQueuedWork)
            {
                throw new InvalidOperationException("The session's thread takes no more work");
            }

            _work.Enqueue(() => Complete(done, work));
            Monitor.Pulse(_gate);
        }

        return done.Task;
    }

    /// <summary>Takes no more work; the thread ends after what it has.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _finishing = true;
            Monitor.Pulse(_gate);
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> work)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception e)
        {
            // Whatever it was belongs to the caller that awaits it.
            done.SetException(e);
        }
    }

    private void Run()
    {
        try
        {
            while (Next() is { } work)
            {
                work();
            }

            _cleanUp();
            _ended.SetResult();
        }
        catch (Exception e)
        {
            // An exception that leaves a thread ends the process.
            _ended.SetException(e);
        }
    }

    private Action? Next()
    {
        lock (_gate)
        {
            while (_work.Count == 0 && !_finishing)
            {
                Monitor.Wait(_gate);
            }

            return _work.TryDequeue(out var work) ? work : null;
        }
    }
}
