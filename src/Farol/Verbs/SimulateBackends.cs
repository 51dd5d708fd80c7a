using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Farol.Gateway.Hosting;
using Farol.Simulator.Backends;
using Farol.Supervision;

namespace Farol.Verbs;

/// <summary><c>farol simulate backends</c>: small web servers that say who they are, to see the gateway balance.</summary>
internal static class SimulateBackends
{
    public const int MaxBackends = 26;

    private static readonly Option<int> _count = new("--count") { Description = "How many", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> _port = new("--port") { Description = "The first one's port, on 127.0.0.1; the others follow. 0 picks free ones" };

    public static Command CreateCommand()
    {
        var command = new Command("backends", "Run pretend web servers behind the gateway; each answers with its name") { _count, _port };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(_count), parsed.GetValue(_port), Console.Out, Console.Error, cancellationToken));
        return command;
    }

    /// <summary>The name of a backend, and of its socket at the supervisor.</summary>
    public static string NameOf(int index) => $"demo-{(char)('a' + index)}";

    private static async Task<int> RunAsync(int count, int port, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var supervisor = SupervisorClient.Connect(static () => true, TimeProvider.System);
        IListeningSockets sockets = supervisor is null ? new OwnSockets() : supervisor;
        var backends = new List<PretendBackend>();
        try
        {
            for (var i = 0; i < Math.Clamp(count, 1, MaxBackends); i++)
            {
                var endpoint = new IPEndPoint(IPAddress.Loopback, port == 0 ? 0 : port + i);
                var socket = new Socket(await sockets.OpenAsync(NameOf(i), endpoint, cancellationToken));
                backends.Add(new PretendBackend(NameOf(i), socket, TimeProvider.System));
            }

            if (supervisor is null)
            {
                await output.WriteLineAsync("FAROL-BACKENDS " + string.Join(' ', backends.Select((b, i) => string.Create(CultureInfo.InvariantCulture, $"{NameOf(i)}={b.Port}"))));
                await output.FlushAsync(CancellationToken.None);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (ListenException refused)
        {
            await error.WriteLineAsync("simulate backends: " + refused.Message);
            return 1;
        }
        finally
        {
            foreach (var backend in backends)
            {
                await backend.DisposeAsync();
            }
        }
    }
}
