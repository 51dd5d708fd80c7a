namespace Farol.Simulator.Cli;

/// <summary>Where a command may be typed.</summary>
[Flags]
internal enum CliViews
{
    User = 1,
    System = 2,
    Interface = 4,
    Aaa = 8,

    Configuration = System | Interface | Aaa,
    Any = User | Configuration,
}
