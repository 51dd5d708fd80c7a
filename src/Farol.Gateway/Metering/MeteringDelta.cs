namespace Farol.Gateway.Metering;

/// <summary>What was used between two moments. Its number rises by one from 1 in each life of the process.</summary>
internal sealed record MeteringDelta(long Number, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<MeteringRow> Rows);
