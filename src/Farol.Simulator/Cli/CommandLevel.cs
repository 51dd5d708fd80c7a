namespace Farol.Simulator.Cli;

/// <summary>The router's command levels; an account has one and may run what is not above it.</summary>
internal enum CommandLevel
{
    Visit = 0,
    Monitoring = 1,
    Configuration = 2,
    Management = 3,
}
