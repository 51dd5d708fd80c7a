using Farol.Simulator.Cli;
using Farol.Simulator.State;

namespace Farol.Simulator.Commands;

/// <summary>Which subscribers a command is about, from its parameters.</summary>
internal static class SubscriberQuery
{
    /// <summary>The choices that a listing and a count share.</summary>
    public const string Choice =
        "domain <domain-name> | slot <slot-id:number> | interface <interface-name:interface> [ pevlan <pe-vlan:number> ]";

    public static bool Fits(CommandMatch match, Subscriber subscriber) =>
        FitsPlace(match, subscriber) && FitsPerson(match, subscriber) && FitsFamily(match, subscriber);

    /// <summary>On that sub-interface, or on one of that port or trunk.</summary>
    public static bool IsOn(Subscriber subscriber, string interfaceName) =>
        subscriber.Access.Name == interfaceName || subscriber.Access.Parent!.Name == interfaceName || subscriber.Port.Name == interfaceName;

    /// <summary>MAC addresses are typed with or without minus signs, in any case.</summary>
    public static ulong? ReadMac(string text)
    {
        var digits = text.Replace("-", string.Empty, StringComparison.Ordinal);
        return digits.Length == 12 && ulong.TryParse(
            digits, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var mac)
            ? mac
            : null;
    }

    private static bool FitsPlace(CommandMatch match, Subscriber subscriber) =>
        (match.Value("domain-name") is not { } domain || subscriber.Domain.Name.Equals(domain, StringComparison.OrdinalIgnoreCase))
        && (match.Number("slot-id") is not { } slot || subscriber.Access.Slot == slot)
        && (match.Value("interface-name") is not { } name || IsOn(subscriber, name))
        && (match.Number("pe-vlan") is not { } vlan || subscriber.OuterVlan == vlan);

    private static bool FitsPerson(CommandMatch match, Subscriber subscriber) =>
        (match.Value("user-name") is not { } login || subscriber.Login.Equals(login, StringComparison.OrdinalIgnoreCase))
        && (match.Value("ip") is not { } ip || (subscriber.HasIpv4 && subscriber.Ipv4Text == ip))
        && (match.Value("ipv6") is not { } ipv6 || (subscriber.HasIpv6 && subscriber.Ipv6Text.Equals(ipv6, StringComparison.OrdinalIgnoreCase)))
        && (match.Value("mac") is not { } mac || ReadMac(mac) == subscriber.Mac)
        && (match.Number("id") is not { } id || subscriber.UserId == id);

    private static bool FitsFamily(CommandMatch match, Subscriber subscriber)
    {
        var isDual = subscriber.HasIpv4 && subscriber.HasIpv6;
        return (!match.Has("ppp") || subscriber.IsPppoe)
            && (!match.Has("ip") || !subscriber.IsPppoe)
            && !match.Has("l2tp")
            && (!match.Has("ipv4") || subscriber.HasIpv4)
            && (!match.Has("ipv6") || subscriber.HasIpv6)
            && (!match.Has("dual") || isDual)
            && (!match.Has("exclude-dual") || !isDual);
    }
}
