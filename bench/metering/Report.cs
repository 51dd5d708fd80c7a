using System.Globalization;
using System.Text;

namespace Farol.Bench.Metering;

/// <summary>Writes the table and the machine it comes from.</summary>
internal static class Report
{
    public static string Write(IReadOnlyList<Step> steps, int rounds)
    {
        var text = new StringBuilder("# What counting, choosing, limiting and logging add to a request\n\n")
            .Append(CultureInfo.InvariantCulture, $"Time on one thread, medians of {rounds} interleaved rounds. The target for metering and metrics together is 200 ns and 0 bytes.\n\n")
            .Append("| step | ns | bytes allocated |\n|---|--:|--:|\n");
        foreach (var step in steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {step.Name} | {step.Nanoseconds:0} | {step.AllocatedBytes:0.##} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nMachine: {CpuModel()}, {Environment.ProcessorCount} cores; .NET {Environment.Version}.\n").ToString();
    }

    private static string CpuModel() =>
        File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown CPU"
            : "unknown CPU";
}
