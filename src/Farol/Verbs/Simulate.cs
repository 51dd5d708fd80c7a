using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Farol.Simulator;

namespace Farol.Verbs;

/// <summary><c>farol simulate</c>: pretend routers in a process of their own, until it is told to stop.</summary>
internal static class Simulate
{
    private const string PasswordVariable = "FAROL_SIMULATOR_PASSWORD";
    private const string ChangePasswordVariable = "FAROL_SIMULATOR_CHANGE_PASSWORD";

    private static readonly SimulatedRouterOptions _defaults = new();

    private static readonly Option<int> _sshPort = Number("--ssh-port", 0, "SSH port; 0 lets the kernel pick, -1 serves no SSH");
    private static readonly Option<int> _telnetPort = Number("--telnet-port", 0, "Telnet port; 0 lets the kernel pick, -1 serves no Telnet");
    private static readonly Option<int> _controlPort = Number("--control-port", 0, "Control port on loopback; 0 lets the kernel pick, -1 opens none");
    private static readonly Option<string> _listen = Text("--listen", "127.0.0.1", "Address to listen on");
    private static readonly Option<int> _subscribers = Number("--subscribers", _defaults.Subscribers, "Customers, 1 to 30000");
    private static readonly Option<int> _slots = Number("--slots", _defaults.Slots, "Line cards; 0 is an M8 without");
    private static readonly Option<int> _seed = Number("--seed", _defaults.Seed, "The same seed gives the same customers");
    private static readonly Option<string> _user = Text("--user", _defaults.User, "Login name");
    private static readonly Option<string> _password = Text("--password", string.Empty, $"Password; better given by {PasswordVariable}");
    private static readonly Option<string> _changeUser = Text("--change-user", string.Empty, $"Second account, for changes; password by {ChangePasswordVariable}");
    private static readonly Option<string> _sysname = Text("--sysname", _defaults.Sysname, "Name in the prompt");
    private static readonly Option<int> _terminals = Number("--terminals", _defaults.Terminals, "Terminals, 1 to 21");
    private static readonly Option<int> _thinkMilliseconds = Number("--think-ms", 0, "Thinking time before each answer");
    private static readonly Option<int> _idleTimeout = Number("--idle-timeout", (int)_defaults.IdleTimeout.TotalSeconds, "Seconds without input before a terminal is closed");
    private static readonly Option<bool> _legacyAlgorithms = new("--legacy-algorithms") { Description = "Offer only what old software offers" };
    private static readonly Option<bool> _lowPrivilege = new("--low-privilege") { Description = "Give the user command level 1 (monitoring)" };
    private static readonly Option<bool> _timestamps = new("--timestamps") { Description = "Print a date line before each output" };
    private static readonly Option<string> _data = Text("--data", string.Empty, "Folder for the SSH host keys; without it they are new at each start");
    private static readonly Option<int> _routers = Number("--routers", 1, "How many routers, on consecutive ports");
    private static readonly Option<int> _usersPerQuestion = Number("--users-per-question", _defaults.UsersPerQuestion, "A listing asks [Y/N] after this many users; 0 never");
    private static readonly Option<double> _speed = new("--speed") { Description = "Simulated seconds a second", DefaultValueFactory = _ => 1 };

    /// <summary>The verb with its options, to be added to the program's root command.</summary>
    public static Command CreateCommand()
    {
        var command = new Command("simulate", "Run pretend NE8000 routers on real SSH and Telnet ports");
        foreach (var option in new Option[]
        {
            _sshPort, _telnetPort, _controlPort, _listen, _subscribers, _slots, _seed, _user, _password, _changeUser, _sysname, _terminals,
            _thinkMilliseconds, _idleTimeout, _legacyAlgorithms, _lowPrivilege, _timestamps, _data, _routers, _usersPerQuestion, _speed,
        })
        {
            command.Options.Add(option);
        }

        command.Subcommands.Add(SimulateBackends.CreateCommand());
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    /// <summary>Parses <paramref name="arguments"/> (without the verb) and runs until cancelled.</summary>
    /// <returns>0, or 1 when an option or a port cannot be used; the reason is on <paramref name="error"/>.</returns>
    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = CreateCommand().Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return RunAsync(parsed, output, error, cancellationToken);
        }

        error.WriteLine(string.Join(Environment.NewLine, parsed.Errors.Select(each => each.Message)));
        return Task.FromResult(1);
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        // Signals are listened for once this gives way; whoever reads the ready line may send one.
        await Task.Yield();
        try
        {
            await using var host = await SimulatorHost.StartAsync(Read(parsed), cancellationToken: cancellationToken);
            await output.WriteLineAsync(host.ReadyLine);
            await output.FlushAsync(CancellationToken.None);
            await WaitForCancellationAsync(cancellationToken);
            return 0;
        }
        catch (Exception refused) when (refused is ArgumentException or FormatException)
        {
            await error.WriteLineAsync($"simulate: {refused.Message}");
            return 1;
        }
        catch (SocketException taken)
        {
            await error.WriteLineAsync($"simulate: cannot listen: {taken.Message}. Give another port, or 0");
            return 1;
        }
    }

    private static SimulatorHostOptions Read(ParseResult parsed) => new()
    {
        ControlPort = Port(parsed.GetValue(_controlPort)),
        Routers = parsed.GetValue(_routers),
        Router = new SimulatedRouterOptions
        {
            Sysname = parsed.GetValue(_sysname)!,
            ListenAddress = IPAddress.TryParse(parsed.GetValue(_listen), out var address)
                ? address
                : throw new ArgumentException("listen: an IP address"),
            SshPort = Port(parsed.GetValue(_sshPort)),
            TelnetPort = Port(parsed.GetValue(_telnetPort)),
            DataFolder = NullIfEmpty(parsed.GetValue(_data)),
            User = parsed.GetValue(_user)!,
            Password = NullIfEmpty(parsed.GetValue(_password)) ?? NullIfEmpty(Environment.GetEnvironmentVariable(PasswordVariable)) ?? _defaults.Password,
            ChangeUser = NullIfEmpty(parsed.GetValue(_changeUser)),
            ChangePassword = NullIfEmpty(Environment.GetEnvironmentVariable(ChangePasswordVariable)),
            LowPrivilege = parsed.GetValue(_lowPrivilege),
            Subscribers = parsed.GetValue(_subscribers),
            Slots = parsed.GetValue(_slots),
            Seed = parsed.GetValue(_seed),
            Terminals = parsed.GetValue(_terminals),
            ThinkingTime = TimeSpan.FromMilliseconds(parsed.GetValue(_thinkMilliseconds)),
            IdleTimeout = TimeSpan.FromSeconds(parsed.GetValue(_idleTimeout)),
            LegacyAlgorithms = parsed.GetValue(_legacyAlgorithms),
            Timestamps = parsed.GetValue(_timestamps),
            UsersPerQuestion = parsed.GetValue(_usersPerQuestion),
            Speed = parsed.GetValue(_speed),
        },
    };

    private static int? Port(int value) => value switch
    {
        -1 => null,
        >= 0 and <= 65_535 => value,
        _ => throw new ArgumentException($"port: 0 to 65535, or -1 for none, not {value}"),
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static async Task WaitForCancellationAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static Option<int> Number(string name, int value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<string> Text(string name, string value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
