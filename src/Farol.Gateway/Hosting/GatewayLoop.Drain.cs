using Farol.Configuration.Gateway;

namespace Farol.Gateway.Hosting;

/// <content>How connections end that are told to.</content>
internal sealed partial class GatewayLoop
{
    /// <inheritdoc cref="GatewayServices.FirstRequest"/>
    public TimeSpan FirstRequestTime
    {
        get
        {
            var timeouts = Snapshot.Settings.Timeouts;
            var shorter = timeouts.HeaderRead < timeouts.Drain ? timeouts.HeaderRead : timeouts.Drain;
            return shorter < _server.FirstRequest ? shorter : _server.FirstRequest;
        }
    }

    /// <summary>Connections end as their requests do; those without any may ask once, and soon.</summary>
    public void Drain() => Drain(_ => true);

    /// <summary>The same for the connections of some listeners.</summary>
    public void Drain(Func<ListenerSection, bool> which)
    {
        foreach (var awaited in _awaited)
        {
            if (which(awaited.Port.Section))
            {
                awaited.Drain();
            }
        }

        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            if (which(_clients[i].Listener))
            {
                _clients[i].Drain();
            }
        }
    }

    /// <summary>Closes those connections of some listeners that were told to end and have not.</summary>
    public void CloseDrained(Func<ListenerSection, bool> which)
    {
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            if (_clients[i].IsDraining && which(_clients[i].Listener))
            {
                _clients[i].Close();
            }
        }
    }

    /// <summary>Closes all connections, whatever they are doing.</summary>
    public void CloseAll()
    {
        for (var i = _awaited.Count - 1; i >= 0; i--)
        {
            _awaited[i].Close();
        }

        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            _clients[i].Close();
        }

        foreach (var connections in _connections)
        {
            connections?.CloseIdle();
        }
    }
}
