using Farol.Bench.Metering;

// Medians of interleaved rounds, so that every step meets the same machine.
var rounds = args.Length > 0 && int.TryParse(args[0], out var asked) ? asked : 9;
var results = args.Length > 1 ? args[1] : "bench/metering/results.md";
var steps = Steps.All();
foreach (var step in steps)
{
    step.Measure(TimeSpan.FromMilliseconds(500));
    step.Forget();
}

for (var round = 0; round < rounds; round++)
{
    foreach (var step in steps)
    {
        step.Measure(TimeSpan.FromMilliseconds(100));
    }
}

var report = Report.Write(steps, rounds);
await File.WriteAllTextAsync(results, report);
Console.WriteLine(report);
