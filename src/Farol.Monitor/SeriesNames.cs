namespace Farol.Monitor;

/// <summary>The names of the series that are kept, as <c>/api/history?series=</c> takes them.</summary>
public static class SeriesNames
{
    public const string OnlineTotal = "online_total";
    public const string OnlineIpv4 = "online_ipv4";
    public const string OnlineIpv6 = "online_ipv6";
    public const string OnlineDualStack = "online_dual_stack";
    public const string Cpu = "cpu";
    public const string Memory = "memory";
    public const string Temperature = "temperature";
    public const string TrafficIn = "traffic_in_bps";
    public const string TrafficOut = "traffic_out_bps";

    public static string SlotCpu(string slot) => $"slot:{slot}:cpu";

    public static string SlotMemory(string slot) => $"slot:{slot}:memory";

    public static string SlotTemperature(string slot) => $"slot:{slot}:temperature";

    /// <summary>Subscribers online on the slot.</summary>
    public static string SlotOnline(string slot) => $"slot:{slot}:online";

    public static string InterfaceIn(string name) => $"interface:{name}:in_bps";

    public static string InterfaceOut(string name) => $"interface:{name}:out_bps";

    public static string Domain(string name) => $"domain:{name}:online";
}
