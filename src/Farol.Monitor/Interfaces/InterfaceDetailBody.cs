using System.Globalization;
using Farol.Devices.Vrp.Interfaces;

namespace Farol.Monitor.Interfaces;

/// <summary>GET /api/interface_detail: one interface in full, asked for now. What the router does not print is null.</summary>
public sealed record InterfaceDetailBody
{
    public required bool Success { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required string Router { get; init; }

    public required bool Simulated { get; init; }

    public required string Name { get; init; }

    /// <summary>Physical state: "up" or "down".</summary>
    public required string Status { get; init; }

    public required string? StatusReason { get; init; }

    public required string? Protocol { get; init; }

    public required string? Description { get; init; }

    public required IReadOnlyList<string> IpAddresses { get; init; }

    public required string? MacAddress { get; init; }

    /// <summary>Bytes.</summary>
    public required int? Mtu { get; init; }

    public required long? SpeedBps { get; init; }

    /// <summary>When the port last came up, by the router's own clock and zone.</summary>
    public required string? LastUp { get; init; }

    /// <inheritdoc cref="LastUp"/>
    public required string? LastDown { get; init; }

    /// <summary>Since when errors are counted, by the router's own clock and zone; null for since it started.</summary>
    public required string? CountersSince { get; init; }

    /// <summary>The router's own total, where it prints one.</summary>
    public required long? InErrors { get; init; }

    /// <inheritdoc cref="InErrors"/>
    public required long? OutErrors { get; init; }

    /// <summary>Kinds of errors and drops of what came in, with how many.</summary>
    public required IReadOnlyDictionary<string, long> InFaults { get; init; }

    /// <summary>The same of what went out.</summary>
    public required IReadOnlyDictionary<string, long> OutFaults { get; init; }

    public required double? RxPowerDbm { get; init; }

    /// <summary>Below this the module itself warns.</summary>
    public required double? RxPowerLowDbm { get; init; }

    /// <summary>Above this the module itself warns.</summary>
    public required double? RxPowerHighDbm { get; init; }

    public required double? TxPowerDbm { get; init; }

    /// <inheritdoc cref="RxPowerLowDbm"/>
    public required double? TxPowerLowDbm { get; init; }

    /// <inheritdoc cref="RxPowerHighDbm"/>
    public required double? TxPowerHighDbm { get; init; }

    /// <summary>Vendor and part of the optical module.</summary>
    public required string? Module { get; init; }

    public required double? WavelengthNanometers { get; init; }

    public required double? DistanceMeters { get; init; }

    internal static InterfaceDetailBody Of(string router, bool isSimulated, DateTimeOffset now, InterfaceDetail said)
    {
        var module = said.Transceiver;
        return new InterfaceDetailBody
        {
            Success = true,
            Timestamp = now,
            Router = router,
            Simulated = isSimulated,
            Name = said.Name,
            Status = said.Status,
            StatusReason = said.StatusReason,
            Protocol = said.Protocol,
            Description = said.Description,
            IpAddresses = said.IpAddresses,
            MacAddress = said.MacAddress,
            Mtu = said.Mtu,
            SpeedBps = said.SpeedBps,
            LastUp = Local(said.LastPhysicalUpTime),
            LastDown = Local(said.LastPhysicalDownTime),
            CountersSince = Local(said.StatisticsClearedTime),
            InErrors = said.InErrors ?? said.Input?.Errors,
            OutErrors = said.OutErrors ?? said.Output?.Errors,
            InFaults = Faults(said.Input),
            OutFaults = Faults(said.Output),
            RxPowerDbm = said.RxPowerDbm,
            RxPowerLowDbm = module?.RxPowerLowDbm,
            RxPowerHighDbm = module?.RxPowerHighDbm,
            TxPowerDbm = said.TxPowerDbm,
            TxPowerLowDbm = module?.TxPowerLowDbm,
            TxPowerHighDbm = module?.TxPowerHighDbm,
            Module = module is null ? null : string.Join(' ', new[] { module.VendorName, module.VendorPn }.Where(word => !string.IsNullOrWhiteSpace(word))) is { Length: > 0 } words ? words : null,
            WavelengthNanometers = module?.WavelengthNanometers,
            DistanceMeters = module?.DistanceMeters,
        };
    }

    private static string? Local(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static SortedDictionary<string, long> Faults(InterfaceCounters? counters)
    {
        var faults = new SortedDictionary<string, long>(StringComparer.Ordinal);
        Add("crc", counters?.Crc);
        Add("symbol", counters?.Symbol);
        Add("overrun", counters?.Overrun);
        Add("underrun", counters?.Underrun);
        Add("jabber", counters?.Jabber);
        Add("alignment", counters?.Alignment);
        Add("fragment", counters?.Fragment);
        Add("undersized", counters?.UndersizedFrame);
        Add("lost", counters?.Lost);
        Add("overflow", counters?.Overflow);
        Add("unknown_vlan", counters?.UnknownVlan);
        Add("drops", counters?.Drops);
        return faults;

        void Add(string kind, long? count)
        {
            if (count is { } known)
            {
                faults[kind] = known;
            }
        }
    }
}
