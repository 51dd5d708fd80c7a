using Farol.Link;
using Farol.Link.ControlSide;
using Farol.Link.Documents;
using Farol.Link.Endpoints;

namespace Farol.Control.Gateways;

/// <summary>The control plane's end of all links: where gateways come in, and the document that all of them are brought to.</summary>
public sealed class GatewayLinks : IAsyncDisposable
{
    /// <summary>The gateway that runs on this machine.</summary>
    public const string Local = "local";

    private readonly ControlLink _link;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<(ILinkListener Listener, Task Serving)> _listeners = [];

    internal GatewayLinks(GatewayFleet fleet, ControlOptions options, LinkLimits limits, TimeProvider time) => _link = new ControlLink(fleet, options.Version, limits, time);

    /// <summary>Takes gateways from there until the end, and disposes it then.</summary>
    public void Listen(ILinkListener listener)
    {
        lock (_gate)
        {
            _listeners.Add((listener, _link.RunAsync(listener, _stop.Token)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var (listener, serving) in _listeners)
        {
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await listener.DisposeAsync();
        }

        _stop.Dispose();
    }

    /// <summary>One revision in two forms: with the ports that were chosen on this machine, and as it is for gateways on others, which choose theirs.</summary>
    internal void Publish(LinkDocument local, LinkDocument remote) => _link.Publish(local, remote);
}
