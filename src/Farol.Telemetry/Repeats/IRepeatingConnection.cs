namespace Farol.Telemetry.Repeats;

/// <summary>Feature of a connection that can answer requests by itself which it has seen answered before (docs/adr/0038-repeated-requests.md).</summary>
public interface IRepeatingConnection
{
    /// <summary>Called once for each request, before anybody looks at it.</summary>
    void Begin();

    /// <summary>Whether the request that is being answered can be repeated at all; an offer is ignored otherwise.</summary>
    bool IsLearning { get; }

    /// <summary>Called while the request is answered, by whoever knows that only the body will change.</summary>
    void Offer(IRepeatableAnswer answer);

    /// <summary>Called when the request has been answered: where its repetitions are counted.</summary>
    void CountBy(IRepeatCounter counter);
}
