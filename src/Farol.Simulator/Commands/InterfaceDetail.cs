using System.Globalization;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Writes what <c>display interface X</c> says of one interface.</summary>
internal sealed class InterfaceDetail(LineWriter write, SimulatedInterface shown, DateTimeOffset now)
{
    private readonly TextSkeleton _text = TextSkeleton.Load("interface");

    private TrafficCounters Traffic => shown.Traffic;

    private bool IsPort => shown.Kind == InterfaceKind.Port;

    public void Write()
    {
        WriteState();
        WriteAddresses();
        WriteHardware();
        WriteCounters();
        if (shown.Kind == InterfaceKind.Trunk)
        {
            WriteMembers();
        }

        _text["end"].Write(write);
    }

    private void WriteState()
    {
        var state = shown switch
        {
            { IsShutDown: true } => "Administratively DOWN",
            { IsUp: true } => "UP",
            { Kind: InterfaceKind.Port, HasTransceiver: false } => "DOWN(transceiver offline)",
            _ => "DOWN",
        };
        var protocol = shown.Protocol switch
        {
            "up(s)" => "UP (spoofing)",
            "up" => "UP",
            _ => "DOWN",
        };
        _text["state"].Write(write, ("name", shown.Name), ("state", state), ("index", RouterText.Number(shown.Index)), ("protocol", protocol));
        if (shown.Protocol.StartsWith("up", StringComparison.Ordinal) && shown.LastUp is { } up && shown.Address is not null)
        {
            _text["protocol-up"].Write(write, ("time", RouterText.DateTimeZone(up)));
        }

        if (shown.Kind is InterfaceKind.Port or InterfaceKind.Trunk or InterfaceKind.SubInterface)
        {
            _text["quality"].Write(write, ("quality", shown.IsUp ? "GOOD" : "--"));
        }

        _text["description"].Write(write, ("text", shown.Description));
    }

    private void WriteAddresses()
    {
        var mtu = RouterText.Number(shown.Mtu);
        switch (shown.Kind)
        {
            case InterfaceKind.Trunk:
                var maximum = $"{RouterText.Number(shown.Members.Sum(member => member.SpeedBitsPerSecond) / 1_000_000_000)}G";
                var current = $"{RouterText.Number(InterfaceCommands.Capacity(shown) / 1_000_000_000)}G";
                _text["trunk"].Write(write, ("maximum", maximum), ("current", current), ("mtu", mtu));
                break;
            case InterfaceKind.VirtualTemplate:
                _text["mtu-template"].Write(write, ("mtu", mtu));
                break;
            default:
                _text["mtu"].Write(write, ("mtu", mtu));
                break;
        }

        if (shown.Address is { } address)
        {
            _text["address"].Write(write, ("address", address));
        }
        else
        {
            _text["no-address"].Write(write);
        }

        if (shown.Mac != 0)
        {
            _text["mac"].Write(write, ("mac", Subscriber.FormatMac(shown.Mac)));
        }
    }

    private void WriteHardware()
    {
        if (IsPort)
        {
            InterfaceOptics.Write(write, _text, shown);
            _text["port"].Write(write, ("up", RouterText.DateTimeZone(shown.LastUp)), ("down", RouterText.DateTimeZone(shown.LastDown)));
        }

        _text["now"].Write(write, ("now", RouterText.DateTimeZone(now)));
        var kind = shown.Kind switch
        {
            InterfaceKind.Trunk => "ETH_TRUNK",
            InterfaceKind.LoopBack => "Loopback",
            InterfaceKind.Null => "NULL DEV",
            InterfaceKind.VirtualTemplate => "None, baudrate is 64000 bps",
            _ => null,
        };
        if (kind is not null)
        {
            _text["kind"].Write(write, ("kind", kind));
        }
    }

    private void WriteCounters()
    {
        (string, string)[] values =
        [
            ("inRate", RouterText.Whole(Traffic.InBitsPerSecond)),
            ("outRate", RouterText.Whole(Traffic.OutBitsPerSecond)),
            ("inPacketRate", RouterText.Whole(Traffic.InPacketsPerSecond)),
            ("outPacketRate", RouterText.Whole(Traffic.OutPacketsPerSecond)),
            ("inPeak", RouterText.Whole(Traffic.PeakInBitsPerSecond)),
            ("outPeak", RouterText.Whole(Traffic.PeakOutBitsPerSecond)),
            ("inPeakTime", RouterText.DateTimeZone(Traffic.PeakInTime)),
            ("outPeakTime", RouterText.DateTimeZone(Traffic.PeakOutTime)),
            ("cleared", Traffic.Cleared is { } cleared ? RouterText.DateTime(cleared) : "never"),
            ("inBytes", RouterText.Number((ulong)Traffic.InBytes)),
            ("outBytes", RouterText.Number((ulong)Traffic.OutBytes)),
            ("inPackets", RouterText.Number(Traffic.InPackets)),
            ("outPackets", RouterText.Number(Traffic.OutPackets)),
            ("inMulticast", RouterText.Number(Multicast(Traffic.InPackets))),
            ("outMulticast", RouterText.Number(Multicast(Traffic.OutPackets))),
            ("inBroadcast", RouterText.Number(Broadcast(Traffic.InPackets))),
            ("outBroadcast", RouterText.Number(Broadcast(Traffic.OutPackets))),
            ("inUnicast", RouterText.Number(Traffic.InPackets - Multicast(Traffic.InPackets) - Broadcast(Traffic.InPackets))),
            ("outUnicast", RouterText.Number(Traffic.OutPackets - Multicast(Traffic.OutPackets) - Broadcast(Traffic.OutPackets))),
            ("inJumbo", RouterText.Number(shown.Mtu > 1_600 ? Traffic.InPackets / 900 : 0)),
            ("outJumbo", RouterText.Number(shown.Mtu > 1_600 ? Traffic.OutPackets / 900 : 0)),
            ("crc", RouterText.Number(Traffic.InErrors)),
            ("symbol", "0"),
            ("lost", RouterText.Number(Traffic.OutErrors)),
            ("inErrors", RouterText.Number(Traffic.InErrors)),
            ("outErrors", RouterText.Number(Traffic.OutErrors)),
        ];
        _text[IsPort ? "port-counters" : "logical-counters"].Write(write, values);
        _text["use"].Write(write, ("in", Use(Traffic.InBitsPerSecond)), ("out", Use(Traffic.OutBitsPerSecond)));
    }

    private void WriteMembers()
    {
        _text["members-head"].Write(write);
        foreach (var member in shown.Members)
        {
            _text["member"].Write(write, ("name", member.Name), ("status", member.IsUp ? "UP" : "DOWN"));
        }

        _text["members-foot"].Write(
            write,
            ("ports", RouterText.Number(shown.Members.Count)),
            ("up", RouterText.Number(shown.Members.Count(member => member.IsUp))));
    }

    private static ulong Multicast(ulong packets) => packets / 64;

    private static ulong Broadcast(ulong packets) => packets / 4_096;

    private string Use(double bitsPerSecond)
    {
        var capacity = InterfaceCommands.Capacity(shown);
        return (capacity == 0 ? 0 : Math.Min(100, bitsPerSecond * 100 / capacity)).ToString("0.00", CultureInfo.InvariantCulture) + "%";
    }
}
