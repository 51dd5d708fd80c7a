using System.Diagnostics;
using System.Globalization;
using Farol.Devices.Sessions;
using Farol.Devices.Ssh;
using Farol.Devices.Terminals;

// fleet-bench FIRST_PORT ROUTERS ROUNDS: five commands on each of so many routers at once, sessions open; prints one line a round.
var firstPort = int.Parse(args[0], CultureInfo.InvariantCulture);
var routers = int.Parse(args[1], CultureInfo.InvariantCulture);
var rounds = int.Parse(args[2], CultureInfo.InvariantCulture);
string[] commands = ["display version", "display cpu-usage", "display memory-usage", "display access-user online-total-number", "display interface brief"];
var password = Environment.GetEnvironmentVariable("FAROL_SIMULATOR_PASSWORD")!;
var connections = Enumerable.Range(0, routers).Select(i => new RouterConnection(
    new SshShellConnector(new SshSettings { Host = "127.0.0.1", Port = firstPort + i, Username = "farol", Password = password }, new MemoryHostKeyPins(), TimeProvider.System),
    new RouterConnectionSettings { Terminal = new TerminalSettings() },
    TimeProvider.System,
    new Random(i))).ToList();

var opening = Stopwatch.StartNew();
await Task.WhenAll(connections.Select(c => c.ConnectAsync(CancellationToken.None)));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"open {opening.Elapsed.TotalMilliseconds:0} ms"));
for (var round = 0; round < rounds; round++)
{
    var cpu = Process.GetCurrentProcess().TotalProcessorTime;
    var clock = Stopwatch.StartNew();
    await Task.WhenAll(connections.Select(async c =>
    {
        foreach (var command in commands)
        {
            (await c.RunAsync(SessionLane.Polling, command, CommandBounds.Default, CancellationToken.None)).ThrowIfRefused();
        }
    }));
    var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {clock.Elapsed.TotalMilliseconds:0.0} ms wall {used.TotalMilliseconds:0.0} ms cpu"));
}

await Task.WhenAll(connections.Select(c => c.DisposeAsync().AsTask()));
