using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>The domains that subscribers belong to, and the interfaces that they come in on (BAS interfaces).</summary>
internal static class DomainCommands
{
    /// <summary>The access limit that the manual's router gives each of its domains.</summary>
    private const string DomainLimit = "1045504";

    /// <summary>The access limit of the manual's BAS interface.</summary>
    private const string InterfaceLimit = "65536";

    /// <summary>Domains that every router has from the factory. Nobody logs in there.</summary>
    private static readonly string[] _builtIn = ["default0", "default1", "default_admin"];

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("display domain", CliViews.Any, CommandLevel.Monitoring, ShowDomains),
        new("display domain <domain-name>", CliViews.Any, CommandLevel.Monitoring, ShowDomain),
        new("display bas-interface", CliViews.Any, CommandLevel.Monitoring, ShowInterfaces),
        new("display bas-interface <interface-name:interface>", CliViews.Any, CommandLevel.Monitoring, ShowInterface),
    ];

    private static IEnumerable<(string Name, int Online)> Domains(RouterState state) =>
        _builtIn.Select(name => (name, 0)).Concat(state.Topology.Domains.Select(domain => (domain.Name, domain.Online.Total)));

    private static void ShowDomains(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("domain");
        var domains = Domains(context.State).ToList();
        text["head"].Write(write);
        foreach (var (name, online) in domains)
        {
            text["row"].Write(write, ("name", name), ("limit", DomainLimit), ("online", RouterText.Number(online)), ("vsm", RouterText.Number(online)));
        }

        text["foot"].Write(write, ("total", RouterText.Number(domains.Count)));
    });

    private static void ShowDomain(CommandContext context)
    {
        var asked = context.Match.Value("domain-name");
        if (!Domains(context.State).Any(domain => domain.Name.Equals(asked, StringComparison.OrdinalIgnoreCase)))
        {
            context.Output.Line(CliMessages.WrongParameter);
            return;
        }

        context.Compose(write =>
        {
            var (name, online) = Domains(context.State).First(domain => domain.Name.Equals(asked, StringComparison.OrdinalIgnoreCase));
            TextSkeleton.Load("domain-one")["body"].Write(write, ("name", name), ("limit", DomainLimit), ("online", RouterText.Number(online)));
        });
    }

    private static void ShowInterfaces(CommandContext context) => context.Compose(write =>
    {
        var text = TextSkeleton.Load("bas-interface");
        var access = context.State.Topology.Access.OrderBy(found => found.Name, InterfaceNameOrder.Instance).ToList();
        text["head"].Write(write);
        foreach (var found in access)
        {
            text["row"].Write(write, ("interface", found.Name), ("online", RouterText.Number(found.Online.Total)));
        }

        text["foot"].Write(write, ("total", RouterText.Number(access.Count)));
    });

    private static void ShowInterface(CommandContext context)
    {
        var found = context.State.Topology.Access.FirstOrDefault(access => access.Name == context.Match.Value("interface-name"));
        if (found is null)
        {
            context.Output.Line(CliMessages.WrongParameter);
            return;
        }

        context.Compose(write => TextSkeleton.Load("bas-interface-one")["body"].Write(
            write,
            ("interface", found.Name),
            ("domain", context.State.Topology.Domains[0].Name),
            ("limit", InterfaceLimit),
            ("online", RouterText.Number(found.Online.Total)),
            ("vlans", "1"),
            ("port", NasPort(found))));
    }

    private static string NasPort(SimulatedInterface access)
    {
        // A trunk has no slot of its own: the router names its first member's.
        var port = access.Parent!.Members.FirstOrDefault() ?? access.Parent;
        var place = string.Concat(port.Name.SkipWhile(letter => !char.IsAsciiDigit(letter))).Split('/');
        return $"slot={place[0]};subslot={place[1]};port={place[2]};vlanid={RouterText.Number(access.Vlan)};vlanid2=--;";
    }
}
