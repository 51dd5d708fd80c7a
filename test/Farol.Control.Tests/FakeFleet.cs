using Farol.Control.Gateways;
using Farol.Link.Protocol;

namespace Farol.Control.Tests;

/// <summary>Gateways that a test makes up, for features that only read what gateways say.</summary>
internal sealed class FakeFleet : IGatewayFleet
{
    private volatile IReadOnlyList<LinkedGateway> _all = [];

    public IReadOnlyList<LinkedGateway> All => _all;

    /// <summary>What every question is answered with; null: nobody answers.</summary>
    public RouteAnswer? Answer { get; set; }

    /// <summary>The Prometheus text of every gateway.</summary>
    public ReadOnlyMemory<byte> Metrics { get; set; }

    /// <summary>The questions that were asked.</summary>
    public List<RouteQuestion> Asked { get; } = [];

    public void Set(params LinkedGateway[] gateways) => _all = gateways;

    /// <summary>Sets the gateway and tells every observer that it counted.</summary>
    public void Count(IEnumerable<IGatewayObserver> observers, LinkedGateway gateway, Counters counters)
    {
        var counted = gateway with { Counters = counters };
        _all = [.. _all.Where(g => g.Name != gateway.Name), counted];
        foreach (var observer in observers)
        {
            observer.Counted(counted, counters);
        }
    }

    public Task<RouteAnswer?> AskAsync(RouteQuestion question, CancellationToken cancellationToken)
    {
        Asked.Add(question);
        return Task.FromResult(Answer);
    }

    /// <summary>What was wanted last; null: nothing yet.</summary>
    public RequestsWanted? Wanted { get; private set; }

    /// <summary>Gateways that are linked and do not know how to tell of requests.</summary>
    public HashSet<string> Older { get; } = [];

    /// <summary>Gateways whose link has no room just now.</summary>
    public HashSet<string> Behind { get; } = [];

    public WantedOf Want(RequestsWanted wanted)
    {
        Wanted = wanted;
        var linked = _all.Where(g => g.IsConnected).Select(g => g.Name).ToLookup(Older.Contains);
        return new WantedOf([.. linked[false].Where(g => !Behind.Contains(g))], [.. linked[true]]);
    }

    public Task<ReadOnlyMemory<byte>> ReadMetricsAsync(string gateway, CancellationToken cancellationToken) => Task.FromResult(Metrics);
}
