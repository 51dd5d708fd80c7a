namespace Farol.Monitor.Polling;

/// <summary>Runs the polls of one router until it is stopped.</summary>
internal sealed class RouterPolls(IReadOnlyList<IFamily> families) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>False before the start, after the end, and when a poll loop died: that would be a mistake of ours.</summary>
    public bool IsRunning { get; private set; }

    public void Start()
    {
        var loops = families.Select(f => Task.Run(() => f.RunAsync(_stop.Token))).ToList();
        IsRunning = true;
        _running = WatchAsync(loops);
    }

    private async Task WatchAsync(List<Task> loops)
    {
        await Task.WhenAny(loops);
        IsRunning = false;
        await Task.WhenAll(loops);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // Asked for.
        }

        _stop.Dispose();
    }
}
