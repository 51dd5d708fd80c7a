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

    private readonly GatewayFleet _fleet;
    private readonly ControlLink _link;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<(ILinkListener Listener, Task Serving)> _listeners = [];

    internal GatewayLinks(GatewayFleet fleet, ControlOptions options, LinkLimits limits, TimeProvider time) =>
        (_fleet, _link) = (fleet, new ControlLink(fleet, options.Version, limits, time));

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

    /// <summary>Ends the link of a gateway of another machine that may not come back: it is nobody's fault that it is away, so it is not known any more.</summary>
    internal void LetGo(string name, string reason)
    {
        _fleet.Forget(name);
        _link.Dismiss(name, reason);
    }

    /// <summary>One revision in two forms: with the ports that were chosen on this machine, and as it is for gateways on others, which choose theirs.</summary>
    internal void Publish(LinkDocument local, LinkDocument remote) => _link.Publish(local, remote);
}
