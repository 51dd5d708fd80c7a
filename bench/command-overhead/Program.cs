using System.Globalization;
using System.Text;
using Farol.Bench.CommandOverhead;

// Interleaved rounds: in each, every client runs the same command so many times on its own open session, so that all meet the same machine.
const int CommandsARound = 200;
const int CommandsARoundOfNetmiko = 5;
var loop = args[0];
var rounds = args.Length > 1 && int.TryParse(args[1], CultureInfo.InvariantCulture, out var asked) ? asked : 9;
var results = args.Length > 2 ? args[2] : "bench/command-overhead/results.md";
string[] commands = ["display clock", "display access-user online-total-number"];

using var router = Router.Start();
await using var ours = await FarolClient.OpenAsync(router);
await using var bare = await Peer.StartAsync(router, loop);
await using var netmiko = await Peer.StartAsync(router, "/usr/bin/python3", "-u", Path.Combine(AppContext.BaseDirectory, "peer", "netmiko_loop.py"));
(IClient Client, int Count)[] clients = [(ours, CommandsARound), (bare, CommandsARound), (netmiko, CommandsARoundOfNetmiko)];

var report = new StringBuilder();
var text = CultureInfo.InvariantCulture;
report.AppendLine("# What a command costs").AppendLine();
report.AppendLine(text, $"One command after the other on an open SSH session over loopback, simulated router answering at once; {rounds} interleaved rounds.").AppendLine();
report.AppendLine("| command | client | p50 | p99 | commands |").AppendLine("|---|---|--:|--:|--:|");
foreach (var command in commands)
{
    var times = clients.Select(_ => new List<double>()).ToArray();
    foreach (var (client, count) in clients)
    {
        await client.MillisecondsAsync(command, count);
    }

    for (var round = 0; round < rounds; round++)
    {
        for (var i = 0; i < clients.Length; i++)
        {
            times[i].AddRange(await clients[i].Client.MillisecondsAsync(command, clients[i].Count));
        }
    }

    for (var i = 0; i < clients.Length; i++)
    {
        times[i].Sort();
        report.AppendLine(text, $"| `{command}` | {clients[i].Client.Name} | {At(times[i], 0.5):0.000} ms | {At(times[i], 0.99):0.000} ms | {times[i].Count} |");
    }
}

report.AppendLine().AppendLine(text, $"Machine: {Processor()}, {Environment.ProcessorCount} cores.");
await File.WriteAllTextAsync(results, report.ToString());
Console.WriteLine(report);

static double At(List<double> sorted, double part) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * part)];

static string Processor() =>
    File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "unknown processor";
