namespace Farol.Devices.Vrp.Aaa;

/// <summary>Packets exchanged with one RADIUS server.</summary>
/// <param name="Kind">"authentication", "accounting", "COA" or "DM".</param>
/// <param name="Total">Since the counters were last reset.</param>
/// <param name="Recent">Of the last 30 minutes; null where the version prints none.</param>
public sealed record RadiusPackets(string Kind, RadiusPacketCounts Total, RadiusPacketCounts? Recent);
