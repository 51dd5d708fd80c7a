using System.Globalization;
using System.Text;

namespace Farol.Bench.Parsers;

/// <summary>Writes the table and the machine it comes from.</summary>
internal static class Report
{
    public static string Write(IReadOnlyList<Listing> listings, IReadOnlyList<Measured> measured, int rounds, string? peer)
    {
        var text = new StringBuilder("# Parsers\n\n")
            .Append(CultureInfo.InvariantCulture, $"Processor time on one core, medians of {rounds} interleaved rounds. Texts are in memory; templates are compiled before the clock starts.\n\n")
            .Append("| listing | lines | Farol | lines/s | bytes/line | TextFSM | lines/s | times |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
        for (var i = 0; i < listings.Count; i++)
        {
            var (listing, result) = (listings[i], measured[i]);
            var theirs = result.TheirsSeconds;
            text.Append(CultureInfo.InvariantCulture, $"| {listing.Name} | {listing.Lines} | {result.OursSeconds * 1e3:0.0} ms | {listing.Lines / result.OursSeconds:0} ")
                .Append(CultureInfo.InvariantCulture, $"| {result.Bytes / listing.Lines:0} | {(theirs is null ? "–" : $"{theirs.Value * 1e3:0} ms")} ")
                .Append(CultureInfo.InvariantCulture, $"| {(theirs is null ? "–" : $"{listing.Lines / theirs.Value:0}")} | {(theirs is null ? "–" : $"{theirs.Value / result.OursSeconds:0}")} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nMachine: {CpuModel()}, {Environment.ProcessorCount} cores; .NET {Environment.Version}; {peer ?? "no TextFSM"}.\n").ToString();
    }

    private static string CpuModel() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown CPU"
            : "unknown CPU";
}
