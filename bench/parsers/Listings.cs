using System.Globalization;
using System.Text;
using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Interfaces;
using Testing.Support;

namespace Farol.Bench.Parsers;

/// <summary>The listings of a big BNG, in the form of the captures that the tests read.</summary>
internal static class Listings
{
    private const int BriefRows = 20_000;
    private const int Interfaces = 2_000;
    private const int SubscriberCount = 20_000;

    public static Listing InterfaceBrief()
    {
        var text = new StringBuilder("PHY: Physical\n*down: administratively down\n(s): spoofing\nInUti/OutUti: input utility/output utility\n")
            .Append("Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors\n");
        for (var i = 0; i < BriefRows; i++)
        {
            var name = i % 7 == 0 ? $"Eth-Trunk{i % 128}.{i}" : $"GigabitEthernet{i % 16}/{i % 2}/{i % 24}.{i}(10G)";
            text.Append(CultureInfo.InvariantCulture, $"{name,-27} {(i % 9 == 0 ? "*down" : "up"),-5} up        {i % 100}.{i % 90 + 10}%  {i % 31}.01% {i,10} {i % 5,10}\n");
        }

        return new Listing("display interface brief, 20 000 rows", "interface_brief.textfsm", text.ToString(), t => InterfaceBriefParser.Parse(t).Interfaces.Length);
    }

    public static Listing Interface()
    {
        var sample = File.ReadAllText(RepositoryRoot.File(
            "test", "Farol.Devices.Tests", "Vrp", "Samples", "display-interface", "modemfux-cx600-x3-v600r009-interface-gigabitethernet1-1-0.txt"));
        var text = new StringBuilder(sample.Length * Interfaces);
        for (var i = 0; i < Interfaces; i++)
        {
            text.Append(sample.Replace("GigabitEthernet1/1/0", $"GigabitEthernet{i % 16}/{i % 2}/{i}", StringComparison.Ordinal));
        }

        return new Listing("display interface, 2 000 interfaces", "interface.textfsm", text.ToString(), t => InterfaceDetailParser.Parse(t).Interfaces.Length);
    }

    public static Listing Subscribers()
    {
        if (!VrpCatalog.TryFind("display access-user domain isp", out var command))
        {
            throw new InvalidOperationException("The catalogue does not know \"display access-user\"");
        }

        return new Listing(
            "display access-user, 20 000 subscribers", "access_user.textfsm", SubscriberListing.Text(SubscriberCount),
            t => command.Parse(t) is null ? 0 : 1);
    }
}
