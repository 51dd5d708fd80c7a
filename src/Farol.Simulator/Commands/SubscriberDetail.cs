using System.Globalization;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Everything that the router knows about one subscriber. The skeleton's parts are written in its own order.</summary>
internal sealed class SubscriberDetail(LineWriter write, TextSkeleton text, Subscriber subscriber, RouterState state)
{
    private const double BytesPerPacket = 900;
    private const double Ipv6Share = 0.45;

    public void Write()
    {
        var values = Values();
        foreach (var part in text.Parts.Where(IsTrue))
        {
            part.Write(write, part.Name is "speed6" ? [.. values, .. Speed(1 - Ipv4Share)] : [.. values, .. Speed(Ipv4Share)]);
        }
    }

    private double Ipv4Share => subscriber switch
    {
        { HasIpv4: false } => 0,
        { HasIpv6: true } => 1 - Ipv6Share,
        _ => 1,
    };

    private bool IsTrue(SkeletonPart part) => part.Name switch
    {
        "ipv4" or "dns" or "speed4" => subscriber.HasIpv4,
        "ipv6" or "speed6" => subscriber.HasIpv6,
        _ => true,
    };

    private (string, string)[] Values()
    {
        var now = state.Clock.Now;
        var online = now - subscriber.Since;
        var families = $"{(subscriber.HasIpv4 ? "ipv4" : "-")}/{(subscriber.HasIpv6 ? "ipv6" : "-")}/{(subscriber.HasIpv6 ? "ipv6-pd" : "-")}";
        return
        [
            ("id", RouterText.Number(subscriber.UserId)),
            ("login", subscriber.Login),
            ("domain", subscriber.Domain.Name),
            ("interface", subscriber.Access.Name),
            ("port", subscriber.Port.Name),
            ("vlans", ListingCommands.Vlans(subscriber)),
            ("slot", RouterText.Number(subscriber.Access.Slot ?? 0)),
            ("mac", subscriber.MacText),
            ("ip", subscriber.Ipv4Text),
            ("gateway", Subscriber.FormatIpv4(subscriber.Domain.PoolStart + 1)),
            ("dns1", "10.254.0.53"),
            ("dns2", "10.254.1.53"),
            ("ipv6", subscriber.Ipv6Text),
            ("prefix", subscriber.Ipv6PrefixText),
            ("duid", string.Create(CultureInfo.InvariantCulture, $"00030001{subscriber.Mac:X12}")),
            ("families", families),
            ("basic", "-/-/-"),
            ("type", subscriber.AccessType),
            ("authentication", subscriber.IsPppoe ? "PPP authentication" : "Bind authentication"),
            ("circuit", string.Create(CultureInfo.InvariantCulture, $"{subscriber.Access.Parent!.Description} 0/{subscriber.Number % 16}/{subscriber.Number % 64}")),
            ("method", "RADIUS authentication"),
            ("accounting", "RADIUS accounting"),
            ("since", RouterText.DateTime(subscriber.Since)),
            ("online", string.Create(CultureInfo.InvariantCulture, $"{(long)online.TotalHours:D2}:{online.Minutes:D2}:{online.Seconds:D2}")),
            ("session", string.Create(CultureInfo.InvariantCulture, $"{state.Sysname}{subscriber.Access.Index:D5}{subscriber.UserId:x8}{subscriber.Since.ToUnixTimeSeconds():x}")),
            ("mtu", subscriber.IsPppoe ? "1492" : "1500"),
            ("profile", $"plano-{RouterText.Number(subscriber.PlanKilobits / 1000)}m"),
            ("upKilobits", RouterText.Number(subscriber.PlanKilobits / 2)),
            ("downKilobits", RouterText.Number(subscriber.PlanKilobits)),
            .. Volumes(),
        ];
    }

    /// <summary>Kilobytes of 1024 bytes a minute, as the router counts them.</summary>
    private (string, string)[] Speed(double share)
    {
        const double BitsPerSecondPerUnit = 1024 * 8 / 60.0;
        var down = (long)(Math.Min(subscriber.DownWeight * state.TrafficNow, subscriber.PlanKilobits * 1000.0) * share / BitsPerSecondPerUnit);
        var up = (long)(subscriber.UpWeight * state.TrafficNow * share / BitsPerSecondPerUnit);
        return [("both", RouterText.Number(down + up)), ("up", RouterText.Number(up)), ("down", RouterText.Number(down))];
    }

    private List<(string, string)> Volumes()
    {
        var seconds = Math.Max(0, state.Population.TrafficIntegral - subscriber.IntegralAtLogin);
        var values = new List<(string, string)>();
        foreach (var (suffix, share) in new[] { ("", Ipv4Share), ("6", 1 - Ipv4Share) })
        {
            Add(values, "up", suffix, subscriber.UpWeight * seconds * share / 8);
            Add(values, "down", suffix, subscriber.DownWeight * seconds * share / 8);
        }

        return values;
    }

    /// <summary>The router shows 64 bits as two halves.</summary>
    private static void Add(List<(string, string)> values, string direction, string suffix, double bytes)
    {
        foreach (var (name, count) in new[] { (direction, (ulong)bytes), (direction + "Packets", (ulong)(bytes / BytesPerPacket)) })
        {
            values.Add(($"{name}{suffix}High", RouterText.Number(count >> 32)));
            values.Add(($"{name}{suffix}Low", RouterText.Number(count & 0xffff_ffff)));
        }
    }
}
