using System.CommandLine;
using Farol.Configuration;
using Farol.Hosting;
using Farol.Settings;
using Farol.Store;
using Farol.Supervision;

namespace Farol.Verbs;

/// <summary><c>farol run</c>: everything, until Ctrl+C.</summary>
internal static class Run
{
    private static readonly Option<string> _role = Choice("--role", "all", ["all", "monitor", "gateway"], "What runs here: everything under a supervisor, or one of them alone in this process");
    private static readonly Option<string?> _config = new("--config") { Description = "Routers and more from a YAML file" };
    private static readonly Option<string?> _data = new("--data") { Description = "Where state is kept (default: ./data)" };
    private static readonly Option<int> _portOffset = new("--port-offset") { Description = "Added to every port" };
    private static readonly Option<bool> _noSimulator = new("--no-simulator") { Description = "Never start the simulated router" };
    private static readonly Option<bool> _dev = new("--dev") { Description = "Debug log; the script rebuilds on change" };

    public static Command CreateCommand()
    {
        var command = new Command("run", "Start everything; with no router set, a simulated NE8000 is watched") { _role, _config, _data, _portOffset, _noSimulator, _dev };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new RunOptions
            {
                Role = parsed.GetValue(_role)!,
                ConfigFile = parsed.GetValue(_config),
                DataFolder = parsed.GetValue(_data),
                PortOffset = parsed.GetValue(_portOffset),
                NoSimulator = parsed.GetValue(_noSimulator),
                Dev = parsed.GetValue(_dev),
            };
            if (options.Role == "gateway")
            {
                return await Gateway.RunAsync(options.ConfigFile, options.DataFolder ?? "data", options.PortOffset, Console.Out, Console.Error, cancellationToken);
            }

            return NeedsSupervisor(options)
                ? await SuperviseAsync(Console.Error, cancellationToken)
                : await RunAsync(options, Console.Out, Console.Error, cancellationToken);
        });
        return command;
    }

    private static bool NeedsSupervisor(RunOptions options) =>
        options.Role == "all" && Environment.GetEnvironmentVariable(Supervisor.AddressVariable) is null;

    /// <summary>The same command line again, as the supervisor's first child.</summary>
    private static async Task<int> SuperviseAsync(TextWriter error, CancellationToken cancellationToken)
    {
        using var supervisor = new Supervisor(error, TimeProvider.System);
        return await supervisor.RunAsync(Environment.GetCommandLineArgs()[1..], cancellationToken);
    }

    /// <returns>0 after a clean stop; 1 when the start failed, with every reason on <paramref name="error"/>.</returns>
    public static async Task<int> RunAsync(RunOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var settings = SettingsLoader.Load(options, Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
            await using var supervisor = SupervisorClient.Connect(static () => true, TimeProvider.System);
            await using var program = new FarolProgram(settings, supervisor, TimeProvider.System);
            await program.RunAsync(output, cancellationToken);
            return 0;
        }
        catch (ConfigurationException wrong)
        {
            await error.WriteLineAsync($"farol: {wrong.Errors.Count} thing(s) in the configuration to mend:");
            foreach (var each in wrong.Errors)
            {
                await error.WriteLineAsync("  " + each);
            }
        }
        catch (Exception failure) when (failure is StoreException or StartException or IOException)
        {
            await error.WriteLineAsync("farol: " + failure.Message);
        }

        return 1;
    }

    private static Option<string> Choice(string name, string value, string[] choices, string description)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => value };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
