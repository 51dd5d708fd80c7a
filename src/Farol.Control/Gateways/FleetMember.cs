using Farol.Link.ControlSide;

namespace Farol.Control.Gateways;

/// <summary>One gateway's place in the fleet, kept while it is away.</summary>
internal sealed class FleetMember(string name)
{
    private readonly Lock _gate = new();
    private volatile LinkedGateway _state = new() { Name = name };
    private volatile ConnectedGateway? _connection;
    private int _eventsThisSecond;

    public LinkedGateway State => _state;

    /// <summary>The newest link; it may be over.</summary>
    public ConnectedGateway? Connection
    {
        get => _connection;
        set => _connection = value;
    }

    public LinkedGateway Change(Func<LinkedGateway, LinkedGateway> change)
    {
        lock (_gate)
        {
            return _state = change(_state);
        }
    }

    public int CountEvent() => Interlocked.Increment(ref _eventsThisSecond);

    public int TakeEvents() => Interlocked.Exchange(ref _eventsThisSecond, 0);
}
