using System.Globalization;
using System.Text;

namespace Farol.Bench.Http1;

/// <summary>Writes the table and the machine it comes from.</summary>
internal static class Report
{
    public static string Write(IReadOnlyList<Reading> readings, int rounds)
    {
        var text = new StringBuilder("# Reading HTTP/1.1\n\n")
            .Append(CultureInfo.InvariantCulture, $"Processor time per message on one core, medians of {rounds} interleaved rounds, messages whole in memory. ")
            .Append("Farol's figure has framing, host, target and hop-by-hop fields decided; Kestrel's parser only finds lines and names.\n\n")
            .Append("| message | bytes | Farol | allocated | Kestrel's parser |\n|---|--:|--:|--:|--:|\n");
        foreach (var reading in readings)
        {
            var kestrel = reading.KestrelNanoseconds is { } theirs ? string.Create(CultureInfo.InvariantCulture, $"{theirs:0} ns") : "–";
            text.Append(CultureInfo.InvariantCulture, $"| {reading.Name} | {reading.Bytes} | {reading.FarolNanoseconds:0} ns | {reading.AllocatedBytes:0} B | {kestrel} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nMachine: {CpuModel()}, {Environment.ProcessorCount} cores; .NET {Environment.Version}.\n").ToString();
    }

    private static string CpuModel() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown CPU"
            : "unknown CPU";
}
