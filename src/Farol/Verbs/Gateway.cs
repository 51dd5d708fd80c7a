using System.CommandLine;
using System.Net;
using Farol.Configuration;
using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Gateways;
using Farol.Hosting;
using Farol.Link.Endpoints;
using Farol.Settings;
using Farol.Telemetry.Logging;

namespace Farol.Verbs;

/// <summary><c>farol gateway --config FILE</c>: the gateway alone, without monitor and console; <c>check</c> and <c>diff</c> look at files.</summary>
internal static class Gateway
{
    private static readonly Option<string?> _config = new("--config") { Description = "Listeners, pools and routes from a YAML file; SIGHUP reads it again" };
    private static readonly Option<int> _portOffset = new("--port-offset") { Description = "Added to every port" };
    private static readonly Option<string?> _metrics = new("--metrics") { Description = "ADDRESS:PORT that serves /metrics and /health, such as 127.0.0.1:8080; without it nobody does" };
    private static readonly Option<string?> _link = new("--link") { Description = "Fed by a control plane instead of a file: tls:HOST:PORT on another machine, unix:/run/farol/link.sock on this one" };
    private static readonly Option<string?> _join = new("--join") { Description = "The token, or @FILE with it, that lets this gateway join the control plane at --link tls:HOST:PORT; needed once" };
    private static readonly Option<string> _data = new("--data") { Description = "Where it keeps keys, and what it needs to start without its control plane", DefaultValueFactory = _ => "data" };

    public static Command CreateCommand()
    {
        var command = new Command("gateway", "Run the gateway alone, from a file or a control plane; check a file; say which gateways may link")
        {
            _config, _portOffset, _metrics, _link, _join, _data, CreateCheck(), CreateDiff(), GatewayToken.CreateCommand(), GatewayList.CreateCommand(), GatewayRevoke.CreateCommand(),
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new GatewayOptions(parsed.GetValue(_config), parsed.GetValue(_link), parsed.GetValue(_metrics), parsed.GetValue(_data)!, parsed.GetValue(_portOffset)) { Join = parsed.GetValue(_join) }, Console.Out, Console.Error, cancellationToken));
        return command;
    }

    private static Command CreateCheck()
    {
        var file = new Argument<string>("file") { Description = "The configuration file" };
        var check = new Command("check", "Say everything that is wrong in a configuration file, with line and key") { file };
        check.SetAction((parsed, token) => GatewayCheck.RunAsync(
            parsed.GetValue(file)!, Environment.GetEnvironmentVariable, Console.Out, Console.Error, token));
        return check;
    }

    private static Command CreateDiff()
    {
        var file = new Argument<string>("file") { Description = "The configuration file" };
        var against = new Option<string?>("--against") { Description = "The file before it (default: an empty one, so that everything is new)" };
        var diff = new Command("diff", "List what a configuration file changes: listeners, certificates, pools, backends, routes, tenants") { file, against };
        diff.SetAction((parsed, token) => GatewayDiff.RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(against), Environment.GetEnvironmentVariable, Console.Out, Console.Error, token));
        return diff;
    }

    /// <summary>What <c>farol run --role gateway</c> does.</summary>
    public static Task<int> RunAsync(string? config, string data, int portOffset, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        RunAsync(new GatewayOptions(config, Link: null, Metrics: null, data, portOffset), output, error, cancellationToken);

    private static async Task<int> RunAsync(GatewayOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var log = SettingsLoader.LoadLog(Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
            await using var logs = new FarolLog(log with { File = GatewayLogFile(log.File) }, TimeProvider.System);
            switch (options.Config, options.Link)
            {
                case ({ } file, null):
                    using (var alone = Alone(options, file, logs))
                    {
                        return await alone.RunAsync(output, cancellationToken);
                    }

                case (null, { } link) when RemoteAddress.IsRemote(link):
                    using (var remote = new GatewayRemote(RemoteAddress.Parse(link), options, logs, TimeProvider.System))
                    {
                        return await remote.RunAsync(cancellationToken);
                    }

                case (null, { } link) when options.Join is null:
                    return await new GatewayChild(new LocalConnector(link), "local", options.Data, logs, TimeProvider.System).RunAsync(cancellationToken);
                case (null, not null):
                    throw new StartException("--join: a gateway beside its control plane needs no token; leave it out, or give --link tls:HOST:PORT");
                default:
                    throw new StartException("gateway: give --config FILE, or --link ADDRESS of a control plane, and not both");
            }
        }
        catch (ConfigurationException wrong)
        {
            await error.WriteLineAsync($"farol: {wrong.Errors.Count} thing(s) in the configuration to mend:");
            foreach (var each in wrong.Errors)
            {
                await error.WriteLineAsync("  " + each);
            }
        }
        catch (Exception failure) when (failure is StartException or ListenException or IOException or FormatException)
        {
            await error.WriteLineAsync("farol: " + failure.Message);
        }

        return 1;
    }

    private static GatewayAlone Alone(GatewayOptions options, string file, ILoggerFactory logs)
    {
        // What libraries would compile while it runs, the YAML reader's regular expression above all, is used once here and then only held in memory.
        AppContext.SetSwitch("System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", false);
        var metrics = options.Metrics is not { } text ? null
            : IPEndPoint.TryParse(text, out var endpoint) ? endpoint
            : throw new StartException($"--metrics {text}: write an address and a port, such as 127.0.0.1:8080");
        var ports = new DefaultPorts { Offset = options.PortOffset };
        return new GatewayAlone(new GatewayFile(file, Environment.GetEnvironmentVariable), ports, metrics, options.Data, logs, TimeProvider.System);
    }

    /// <summary>Two processes do not turn over one file: the gateway's stands beside the other's.</summary>
    private static string GatewayLogFile(string file) =>
        file.Length == 0 ? "" : Path.Combine(Path.GetDirectoryName(file) ?? "", Path.GetFileNameWithoutExtension(file) + "-gateway" + Path.GetExtension(file));
}
