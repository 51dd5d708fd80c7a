using Farol.Monitor.Interfaces;
using Farol.Monitor.Polling;

namespace Farol.Monitor.Traffic;

/// <summary>Sums ports into totals: each bit once, and never a sum with a part missing. Pure.</summary>
internal static class TrafficView
{
    private const double Mega = 1_000_000;

    public static TrafficPayload Of(Reading<TrafficReading> reading, IReadOnlyCollection<string> uplinkPatterns, ILookup<string, string> trunkMembers, double? peakIn, double? peakOut)
    {
        var ports = reading.Value.Ports;
        var counted = Counted(ports, trunkMembers);
        var totalIn = Sum(counted, p => p.InBps);
        var totalOut = Sum(counted, p => p.OutBps);
        var bandwidth = Sum(counted, p => p.SpeedBps);
        var busier = totalIn is { } i && totalOut is { } o ? Math.Max(i, o) : (double?)null;
        return new TrafficPayload(
            new TrafficTotals(totalIn, totalOut, ports),
            new TrafficData
            {
                Inbound = InMega(totalIn),
                Outbound = InMega(totalOut),
                Total = InMega(totalIn + totalOut),
                PeakIn = InMega(peakIn),
                PeakOut = InMega(peakOut),
                UtilizationPercent = busier is { } b && bandwidth is > 0 ? Math.Round(b * 100 / bandwidth.Value, 2) : null,
                MaxBandwidth = InMega(bandwidth),
                Interfaces = ports,
                Hint = Hint(uplinkPatterns, counted.Count),
                LastUpdate = reading.TakenAt,
            });
    }

    /// <summary>The marked ports without members of a marked trunk: their bits are in the trunk's.</summary>
    private static List<PortTraffic> Counted(IReadOnlyList<PortTraffic> ports, ILookup<string, string> trunkMembers)
    {
        var uplinks = ports.Where(p => p.IsUplink).ToList();
        var inside = uplinks
            .Where(p => InterfaceName.IsTrunk(p.Name))
            .SelectMany(p => trunkMembers[p.Name])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. uplinks.Where(p => !inside.Contains(p.Name))];
    }

    private static double? Sum(List<PortTraffic> ports, Func<PortTraffic, double?> figure)
    {
        if (ports.Count == 0)
        {
            return null;
        }

        double sum = 0;
        foreach (var port in ports)
        {
            if (figure(port) is not { } known)
            {
                return null;
            }

            sum += known;
        }

        return sum;
    }

    private static double? InMega(double? bits) => bits is { } known ? Math.Round(known / Mega, 3) : null;

    private static string? Hint(IReadOnlyCollection<string> patterns, int counted) => (patterns.Count, counted) switch
    {
        (0, _) => "Totals are unknown: set ROUTER_UPLINKS (or uplinks: of the router) to the ports that lead to the network, such as 100GE0/1/*",
        (_, 0) => $"Totals are unknown: no port that is up matches the uplink patterns {string.Join(", ", patterns)}",
        _ => null,
    };
}
