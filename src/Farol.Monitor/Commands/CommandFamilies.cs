namespace Farol.Monitor.Commands;

/// <summary>What may be run, and what is refused by name so that the refusal can say why.</summary>
/// <remarks>Command names: VRP V800R012 reference; what does not exist there is left to the router to refuse.</remarks>
internal static class CommandFamilies
{
    private const int Quick = 30;
    private const int Slow = 120;

    /// <summary>One interface in full.</summary>
    public static CommandFamily Interface { get; } = new("display interface", CommandFamily.ShortOutput, Quick, MaxArguments: 12);

    public static IReadOnlyList<CommandFamily> Allowed { get; } =
    [
        .. Status("version", "patch-information", "startup", "esn", "elabel", "device", "health", "cpu-usage", "memory-usage",
            "temperature", "voltage", "power", "fan", "clock", "users", "license", "ntp-service status", "switchover"),
        .. Status("alarm active", "alarm history", "logbuffer", "trapbuffer"),
        Interface,
        .. Status("ip interface", "ipv6 interface", "counters", "eth-trunk", "optical-module", "lldp neighbor",
            "port-group", "vlan", "bas-interface", "traffic policy statistics", "traffic-policy statistics", "statistics interface"),
        .. Listing("access-user"),
        .. Listing("aaa online-fail-record", "aaa offline-record", "aaa normal-offline-record", "aaa abnormal-offline-record"),
        .. Status("aaa statistics", "max-onlineusers", "pppoe statistics", "ppp statistics", "domain", "ip-pool", "ip pool",
            "ipv6-pool", "ipv6 pool", "radius-server packet", "nat statistics", "nat instance", "nat session-table size"),
        .. Status("bgp peer", "bgp all summary", "bgp ipv6 peer", "bgp vpnv4 all peer", "ospf peer", "ospf brief", "ospf interface",
            "isis peer", "isis interface", "mpls ldp session", "mpls ldp peer", "mpls interface", "bfd session",
            "ip routing-table statistics", "ipv6 routing-table statistics", "arp statistics", "ipv6 neighbors statistics"),
    ];

    /// <summary>Refused by name: these show secrets or flood the terminal. An administrator may open one by setting.</summary>
    public static IReadOnlyList<CommandFamily> Closed { get; } =
    [
        .. Listing("current-configuration", "saved-configuration", "startup saved-configuration", "this", "diagnostic-information",
            "configuration", "radius-server configuration", "hwtacacs-server template", "snmp-agent", "local-user", "ssh",
            "ip routing-table", "ipv6 routing-table", "bgp routing-table", "bgp ipv6 routing-table", "bgp vpnv4 all routing-table",
            "fib", "arp", "ipv6 neighbors", "mac-address", "nat session", "nat session-table", "rsa", "dsa", "ecc", "pki", "ike",
            "ipsec", "aaa configuration", "history-command"),
    ];

    private static IEnumerable<CommandFamily> Status(params string[] names) =>
        names.Select(n => new CommandFamily("display " + n, CommandFamily.ShortOutput, Quick, MaxArguments: 12));

    private static IEnumerable<CommandFamily> Listing(params string[] names) =>
        names.Select(n => new CommandFamily("display " + n, CommandFamily.LongOutput, Slow, MaxArguments: 16));
}
