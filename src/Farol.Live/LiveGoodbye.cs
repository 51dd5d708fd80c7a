using Microsoft.Extensions.Hosting;

namespace Farol.Live;

/// <summary>
/// Lets clients answer that the program stops. Most have left the web server, which therefore waits for none of them, and a connection
/// that is cut off may lose the goodbye that is still on its way.
/// </summary>
internal sealed class LiveGoodbye(LiveHub hub) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        hub.CloseAll();
        try
        {
            await hub.WhenEmpty().WaitAsync(TimeSpan.FromSeconds(hub.Options.MaxGoodbyeSeconds), hub.Time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            // Who has not answered ends with the hub.
        }
    }
}
