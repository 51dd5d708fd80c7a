using Farol.Link.Documents;
using Farol.Link.Protocol;

namespace Farol.Link.ControlSide;

/// <summary>A gateway on the other end of a link.</summary>
public sealed class ConnectedGateway
{
    internal ConnectedGateway(string name, string startId, string identity, string programVersion, uint version)
    {
        Version = version;
        Name = name;
        StartId = startId;
        Identity = identity;
        ProgramVersion = programVersion;
    }

    public string Name { get; }

    /// <summary>Different at every start of its process.</summary>
    public string StartId { get; }

    /// <summary>Who is connected, as checked: a process of this machine or the name in a certificate.</summary>
    public string Identity { get; }

    public string ProgramVersion { get; }

    /// <summary>The version of the messages that its link speaks.</summary>
    internal uint Version { get; }

    /// <summary>What it said it runs on; <c>null</c> until it has said so.</summary>
    public ulong? AppliedRevision { get; internal set; }

    /// <summary>The document that it was sent last, and from which changes can be told.</summary>
    internal LinkDocument? Sent { get; set; }

    /// <summary>Null before the greeting is over.</summary>
    internal GatewayQuestions? Questions { get; set; }

    /// <summary>Which way a request would take through it, and why; null: its link is over or it does not answer in time.</summary>
    public Task<RouteAnswer?> AskAsync(RouteQuestion question, CancellationToken cancellationToken) =>
        Questions?.RouteAsync(question, cancellationToken) ?? Task.FromResult<RouteAnswer?>(null);

    /// <summary>False: its program is too old to tell of requests.</summary>
    public bool KnowsRequests => Version >= LinkVersion.Requests;

    /// <summary>Tells it which requests somebody looks at now. False: its program is too old for that, or its link is over or behind.</summary>
    public bool TryWant(RequestsWanted wanted) => KnowsRequests && Questions is { } questions && questions.TryWant(wanted);

    /// <summary>Its figures in Prometheus' text format as they stand now; empty when its link is over or it does not answer in time.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadMetricsAsync(CancellationToken cancellationToken) =>
        Questions is { } questions && await questions.MetricsAsync(cancellationToken) is { } text ? text.PrometheusText.Memory : default;
}
