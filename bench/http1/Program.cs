using Farol.Bench.Http1;

// Medians of interleaved rounds: in every round each message is read by Farol and then by Kestrel, so that both meet the same machine.
var rounds = args.Length > 0 && int.TryParse(args[0], out var asked) ? asked : 9;
var results = args.Length > 1 ? args[1] : "bench/http1/results.md";
var readings = Messages.Readings();
foreach (var reading in readings)
{
    reading.Measure(TimeSpan.FromMilliseconds(500));
    reading.Forget();
}

for (var round = 0; round < rounds; round++)
{
    foreach (var reading in readings)
    {
        reading.Measure(TimeSpan.FromMilliseconds(100));
    }
}

var report = Report.Write(readings, rounds);
await File.WriteAllTextAsync(results, report);
Console.WriteLine(report);
