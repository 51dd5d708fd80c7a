using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Balancing;

/// <summary>A backend as one pool on one loop sees it for the next millisecond.</summary>
internal struct Candidate
{
    public Backend Backend;

    public BackendState State;

    /// <summary>Share beside others, slow start taken in.</summary>
    public double Weight;

    /// <summary>Requests that the other loops have there, at most a millisecond old.</summary>
    public long InFlightElsewhere;

    /// <summary>Expected time to answer in microseconds, over all loops; only <c>peak_ewma</c> fills it in.</summary>
    public double LatencyMicroseconds;

    /// <summary>How much of <see cref="LatencyMicroseconds"/> is recent measurement: 1 all, 0 nothing.</summary>
    public double Certainty;

    /// <summary>Credit of smooth weighted rotation.</summary>
    public double Credit;

    /// <summary>Number of the region's label in the view; -1: none.</summary>
    public int Region;

    /// <summary>The selection that ruled it out, so that nothing needs clearing.</summary>
    public long ExcludedIn;
}
