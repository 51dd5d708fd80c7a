using Farol.Link.Protocol;

namespace Farol.Control.Gateways;

/// <summary>
/// Somebody who wants to know what gateways say; all that are registered are called, one after the other, on the link's thread: take it and return.
/// </summary>
public interface IGatewayObserver
{
    /// <summary>The gateway came, went, or applied or refused a document.</summary>
    void Changed(LinkedGateway gateway)
    {
    }

    /// <summary>Once a second. Series are only those that changed; the rest is whole.</summary>
    void Counted(LinkedGateway gateway, Counters counters)
    {
    }

    void Happened(LinkedGateway gateway, Event happened)
    {
    }

    /// <summary>Requests that were wanted, some times a second while there are any.</summary>
    void Sampled(LinkedGateway gateway, RequestLines lines)
    {
    }
}
