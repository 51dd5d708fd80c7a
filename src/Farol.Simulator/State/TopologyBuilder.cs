using System.Globalization;

namespace Farol.Simulator.State;

/// <summary>
/// Lays out the ports of each slot (or card of an M8): two for an access trunk, two with access of their own, one without a
/// transceiver, one shut down, one 100GE of the uplink trunk.
/// </summary>
internal sealed class TopologyBuilder(SimulatedRouterOptions options)
{
    private const long TenGigabit = 10_000_000_000;
    private const long HundredGigabit = 100_000_000_000;
    private const int CompactCards = 2;
    private const int TrunkVlans = 6;
    private const int PortVlans = 3;

    private readonly List<SimulatedInterface> _all = [];
    private readonly List<SimulatedInterface> _access = [];
    private readonly List<SimulatedInterface> _carriers = [];
    private int _index = 15;

    private bool IsCompact => options.Slots == 0;

    public Topology Build()
    {
        var uplink = Add(new("Eth-Trunk1", InterfaceKind.Trunk)
        {
            Index = ++_index,
            Address = "10.255.0.2/30",
            Mtu = 9_216,
            Mac = Mac(0),
            Description = "CORE-01 Eth-Trunk10",
        });
        Add(new("GigabitEthernet0/0/0", InterfaceKind.Port)
        {
            Index = ++_index,
            Slot = 0,
            SpeedBitsPerSecond = 1_000_000_000,
            Address = "192.0.2.10/24",
            Mac = Mac(1),
            Description = "Gerencia",
        });
        for (var group = 1; group <= (IsCompact ? CompactCards : options.Slots); group++)
        {
            AddGroup(group, uplink);
        }

        AddLogical();
        return new Topology
        {
            Interfaces = [.. _all.OrderBy(found => found.Name, InterfaceNameOrder.Instance)],
            Access = _access,
            Carriers = _carriers,
            Uplink = uplink,
            Domains = Domains(options.Subscribers),
            Slots = IsCompact ? [0] : [.. Enumerable.Range(1, options.Slots)],
            IsCompact = IsCompact,
        };
    }

    private void AddGroup(int group, SimulatedInterface uplink)
    {
        var trunk = Add(new(Name($"Eth-Trunk{10 + group}"), InterfaceKind.Trunk)
        {
            Index = ++_index,
            Mac = Mac(_index),
            Description = Name($"OLT-{group:D2} uplink"),
        });
        Port(group, 0, trunk, $"OLT-{group:D2} XGE 0/9/0");
        Port(group, 1, trunk, $"OLT-{group:D2} XGE 0/9/1");
        var third = Port(group, 2, null, $"OLT-{group + 20:D2} XGE 0/9/0");
        var fourth = Port(group, 3, null, $"OLT-{group + 40:D2} XGE 0/9/0 Praça da Sé");
        Port(group, 4, null, string.Empty, hasTransceiver: false);
        Port(group, 5, null, "reserva").IsShutDown = true;
        AddSubInterfaces(trunk, (400 * group) + 1, TrunkVlans);
        AddSubInterfaces(third, (400 * group) + 21, PortVlans);
        AddSubInterfaces(fourth, (400 * group) + 31, PortVlans);
        var core = Add(new(IsCompact ? Name($"100GE0/{6 + group}/0") : Name($"100GE{group}/1/0"), InterfaceKind.Port)
        {
            Index = ++_index,
            Slot = IsCompact ? 0 : group,
            SpeedBitsPerSecond = HundredGigabit,
            Parent = uplink,
            Mtu = 9_216,
            Mac = Mac(0),
            Description = Name($"CORE-01 100GE1/0/{group}"),
        });
        uplink.Members.Add(core);
    }

    private SimulatedInterface Port(int group, int number, SimulatedInterface? trunk, string description, bool hasTransceiver = true)
    {
        var port = Add(new(
            IsCompact ? Name($"GigabitEthernet0/{group}/{number}") : Name($"GigabitEthernet{group}/0/{number}"), InterfaceKind.Port)
        {
            Index = ++_index,
            Slot = IsCompact ? 0 : group,
            SpeedBitsPerSecond = TenGigabit,
            Parent = trunk,
            HasTransceiver = hasTransceiver,
            Mac = trunk?.Mac ?? Mac(_index),
            Description = description,
        });
        trunk?.Members.Add(port);
        return port;
    }

    private void AddSubInterfaces(SimulatedInterface carrier, int firstVlan, int count)
    {
        _carriers.Add(carrier);
        for (var vlan = firstVlan; vlan < firstVlan + count; vlan++)
        {
            _access.Add(Add(new(Name($"{carrier.Name}.{vlan}"), InterfaceKind.SubInterface)
            {
                Index = ++_index,
                Slot = carrier.Slot ?? carrier.Members[0].Slot,
                Parent = carrier,
                Vlan = vlan,
                Mac = carrier.Mac,
                CarriesSubscribers = true,
                Description = Name($"PPPoE VLAN {vlan}"),
            }));
        }
    }

    private void AddLogical()
    {
        Add(new("LoopBack0", InterfaceKind.LoopBack) { Index = ++_index, Address = "10.254.0.1/32", Description = "Router-ID" });
        Add(new("NULL0", InterfaceKind.Null) { Index = ++_index });
        Add(new("Virtual-Template1", InterfaceKind.VirtualTemplate) { Index = ++_index, Mtu = 1_492, Description = "PPPoE" });
    }

    private SimulatedInterface Add(SimulatedInterface added)
    {
        _all.Add(added);
        return added;
    }

    private ulong Mac(int number) => 0x00e0_fc00_0000 | ((ulong)(options.Seed & 0xff) << 16) | (uint)number;

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);

    /// <summary>Pools lie one after another in 100.64.0.0/10, each about a third bigger than its customers.</summary>
    private static List<AccessDomain> Domains(int subscribers)
    {
        (string Name, double Share)[] plan =
        [
            ("isp.com.br", 0.60), ("fibra.isp.com.br", 0.24), ("empresas.isp.com.br", 0.09), ("2910-atacado", 0.05), ("bloqueados", 0.02),
        ];
        var domains = new List<AccessDomain>();
        var start = 0x6440_0000u;
        foreach (var (name, share) in plan)
        {
            var length = (int)Math.Ceiling(Math.Max(subscribers * share * 1.3, 16) / 256) * 256;
            domains.Add(new AccessDomain(name, start, length - 2));
            start += (uint)length;
        }

        return domains;
    }
}
