using Farol.Simulator.Cli;

namespace Farol.Simulator.Commands;

/// <summary>Every command of the router, by view.</summary>
internal static class CommandCatalogue
{
    private static readonly CliViews[] _views = [CliViews.User, CliViews.System, CliViews.Interface, CliViews.Aaa];

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        .. SessionCommands.All,
        .. SystemCommands.All,
        .. MemoryCommands.All,
        .. BoardCommands.All,
        .. PlatformCommands.All,
        .. AlarmCommands.All,
        .. InterfaceCommands.All,
        .. SubscriberCommands.All,
        .. DomainCommands.All,
        .. ListingCommands.All,
        .. AaaCommands.All,
        .. ConfigurationCommands.All,
    ];

    private static readonly Dictionary<CliViews, CommandTree> _trees = _views.ToDictionary(
        view => view,
        view => new CommandTree(All.Where(command => command.Views.HasFlag(view))));

    public static CommandTree Tree(CliViews view) => _trees[view];
}
