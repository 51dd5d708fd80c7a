using System.ComponentModel;
using System.Diagnostics;

namespace Farol.Supervision;

/// <summary>One child over all its processes: started, listened to, ended when it hangs, started again.</summary>
internal sealed class SupervisedChild(ChildPlan plan, Func<ChildPlan, Process> start, Action<ChildState> told, TimeProvider time)
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    /// <summary>A child that ended as one does that is asked to most likely got the signal that this process is about to hear of too.</summary>
    private static readonly TimeSpan _benefitOfDoubt = TimeSpan.FromMilliseconds(300);

    private readonly RestartPolicy _restarts = new();
    private long _heardAt;
    private bool _isHeard;
    private volatile bool _isReady;

    public ChildPlan Plan => plan;

    /// <summary>From being asked to stop to being ended; a new configuration may change it.</summary>
    public TimeSpan MaxStop { get; set; } = plan.MaxStop;

    public ChildState State { get; private set; } = new() { Name = plan.Name };

    /// <summary>How the crashes of this child depend on its document; only the gateway has one.</summary>
    public CrashingDocument Documents { get; } = new();

    /// <summary>A sign of life came from the process that runs now.</summary>
    public void Heard()
    {
        _isHeard = true;
        Volatile.Write(ref _heardAt, time.GetTimestamp());
    }

    /// <summary>It has come up: from now on its ends are crashes and not a refusal of its settings.</summary>
    public void Ready() => _isReady = true;

    /// <returns>Null after a stop that was asked for, or the code of an essential child that never came up.</returns>
    public async Task<int?> RunAsync(CancellationToken stop)
    {
        while (true)
        {
            using var process = TryStart();
            if (process is null)
            {
                if (!await WaitAsync(TimeSpan.Zero, stop))
                {
                    return null;
                }

                continue;
            }

            var startedAt = time.GetTimestamp();
            _isHeard = false;
            Volatile.Write(ref _heardAt, startedAt);
            Tell(State with { ProcessId = process.Id });
            var hung = await LiveAsync(process, stop);
            if (stop.IsCancellationRequested)
            {
                await EndAsync(process);
                return null;
            }

            var (code, ranFor) = (process.ExitCode, time.GetElapsedTime(startedAt));
            if (plan.IsEssential && !_isReady)
            {
                return code == 0 ? null : code;
            }

            if (hung is null && ExitText.IsAsked(code) && await StopsAsync(stop))
            {
                return null;
            }

            Tell(State with { ProcessId = null, Restarts = State.Restarts + 1, LastEnd = End(hung ?? ExitText.For(code), ranFor), LastEndAt = time.GetUtcNow() });
            if (!await WaitAsync(ranFor, stop))
            {
                return null;
            }
        }
    }

    /// <summary>No memory, no descriptors, or a program that is being replaced: later it may go.</summary>
    private Process? TryStart()
    {
        try
        {
            return start(plan);
        }
        catch (Exception failed) when (failed is Win32Exception or IOException or InvalidOperationException)
        {
            Tell(State with { ProcessId = null, LastEnd = "it could not be started: " + failed.Message, LastEndAt = time.GetUtcNow() });
            return null;
        }
    }

    /// <summary>Whether all is to stop: a signal to the whole group of processes ends children before this one has heard of it.</summary>
    private async Task<bool> StopsAsync(CancellationToken stop)
    {
        await Task.Delay(_benefitOfDoubt, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return stop.IsCancellationRequested;
    }

    private async Task<bool> WaitAsync(TimeSpan ranFor, CancellationToken stop)
    {
        try
        {
            await Task.Delay(_restarts.Next(ranFor), time, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private string End(string how, TimeSpan ranFor)
    {
        if (ranFor >= RestartPolicy.WellAfter)
        {
            Documents.WasWell();
        }

        return Documents.Crashed() ? $"{how}; the third time on one configuration, so it goes back to the one before" : how;
    }

    private void Tell(ChildState state)
    {
        State = state;
        told(state);
    }

    /// <summary>Until the process ends, hangs (it is ended then), or all is to stop.</summary>
    /// <returns>How it hung, or <c>null</c>.</returns>
    private async Task<string?> LiveAsync(Process process, CancellationToken stop)
    {
        var exited = process.WaitForExitAsync(CancellationToken.None);
        using var timer = new PeriodicTimer(_look, time);
        var lookedAt = time.GetTimestamp();
        try
        {
            while (!exited.IsCompleted)
            {
                await Task.WhenAny(exited, timer.WaitForNextTickAsync(stop).AsTask());
                stop.ThrowIfCancellationRequested();
                if (time.GetElapsedTime(lookedAt) > 3 * _look)
                {
                    // This process did not run either: the machine slept. Nobody is late for that.
                    Volatile.Write(ref _heardAt, time.GetTimestamp());
                }

                lookedAt = time.GetTimestamp();
                var limit = _isHeard ? plan.MaxSilence : plan.MaxStart;
                if (!exited.IsCompleted && time.GetElapsedTime(Volatile.Read(ref _heardAt)) > limit)
                {
                    process.Kill();
                    await exited;
                    return $"it gave no sign of life for {limit.TotalSeconds:0} s and was ended";
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping; the caller ends the process.
        }

        return null;
    }

    /// <summary>The end of its standard input asks the child to stop.</summary>
    private async Task EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(MaxStop, time);
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // It is gone already.
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
