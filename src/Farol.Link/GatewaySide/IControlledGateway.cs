using Farol.Link.Documents;
using Farol.Link.Protocol;

namespace Farol.Link.GatewaySide;

/// <summary>What the link asks of the gateway that it feeds.</summary>
public interface IControlledGateway
{
    /// <summary>Makes the document the one in force, or says everything that is wrong with it and goes on with the one before.</summary>
    Task<ApplyOutcome> ApplyAsync(LinkDocument document, CancellationToken cancellationToken);

    /// <summary>Everything as it stands now, asked once a second.</summary>
    /// <param name="isWhole">With all series; otherwise only with those that changed since the last call.</param>
    Counters ReadCounters(bool isWhole);

    /// <summary>All figures in Prometheus' text format, for whoever asks.</summary>
    ReadOnlyMemory<byte> ReadMetrics();

    /// <summary>Which way a request would take, and why. Nothing is sent and nothing is counted.</summary>
    RouteAnswer Explain(RouteQuestion question);

    /// <summary>Somebody looks at requests: those that are named are told as they end, for as long as they are wanted.</summary>
    void Want(RequestsWanted wanted);

    /// <summary>What was used since the last call; empty when nothing was. Not asked while too much waits to be stored: it adds up meanwhile.</summary>
    IReadOnlyList<MeteringRow> TakeMetering();

    /// <summary>The control plane asks for the end.</summary>
    /// <param name="deadline">How long what is under way may take; zero: end at once.</param>
    void End(TimeSpan deadline);
}
