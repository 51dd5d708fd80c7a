namespace Farol.Monitor.Pppoe;

/// <summary>PPPoE discovery packets (RFC 2516) of all slots since the router's counters were reset.</summary>
public sealed record DiscoveryCounters(
    long? Padi, long? Pado, long? Padr, long? Pads, long? Padt, long? PadtSent, long? PadiDiscarded, long? PadrDiscarded, long? InvalidPackets);
