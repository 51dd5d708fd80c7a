namespace Farol.Monitor.Polling;

/// <summary>Runs the polls of one router until it is stopped.</summary>
internal sealed class RouterPolls(IReadOnlyList<IFamily> families) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.WhenAll(families.Select(f => Task.Run(() => f.RunAsync(_stop.Token))));

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
