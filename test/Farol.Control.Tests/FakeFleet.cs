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

    public IReadOnlyList<string> Want(RequestsWanted wanted)
    {
        Wanted = wanted;
        return [.. _all.Where(g => g.IsConnected && !Older.Contains(g.Name)).Select(g => g.Name)];
    }

    public Task<ReadOnlyMemory<byte>> ReadMetricsAsync(string gateway, CancellationToken cancellationToken) => Task.FromResult(Metrics);
}
