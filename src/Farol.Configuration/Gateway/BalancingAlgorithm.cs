using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>How a pool chooses a backend for a request; the words of the file are these in snake_case.</summary>
[JsonConverter(typeof(WordJsonConverter<BalancingAlgorithm>))]
public enum BalancingAlgorithm
{
    RoundRobin,

    /// <summary>Smooth: a heavy backend's turns are spread, not sent in a row.</summary>
    WeightedRoundRobin,

    /// <summary>The fewest requests in flight for its weight.</summary>
    LeastConn,

    IpHash,

    /// <summary>With bounded load: no backend gets more than a quarter above its share.</summary>
    ConsistentHash,

    RandomTwoChoices,

    /// <summary>The lowest product of recent peak latency and requests in flight.</summary>
    PeakEwma,

    /// <summary>By region labels, and by a MaxMind file where one is given.</summary>
    GeoProximity,
}
