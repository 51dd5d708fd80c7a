using System.Globalization;

namespace LiveBench;

/// <summary>What the command line asks for; the processes that a run starts get theirs the same way.</summary>
internal sealed record BenchOptions
{
    public int Clients { get; init; } = 8_000;

    /// <summary>Clients among them that never read.</summary>
    public int Stalled { get; init; }

    public int Seconds { get; init; } = 30;

    public int Rounds { get; init; } = 3;

    public int FrameBytes { get; init; } = 700;

    /// <summary>Larger, so that a client that does not read is blocked within the warm-up.</summary>
    public int StalledFrameBytes { get; init; } = 4_096;

    /// <summary>farol or bare.</summary>
    public string Mode { get; init; } = "farol";

    public int Port { get; init; }

    /// <summary>Where clients connect to, one after another, with commas between.</summary>
    public string Paths { get; init; } = "/ws";

    /// <summary>Where a load process leaves its delays.</summary>
    public string Delays { get; init; } = "";

    public string Results { get; init; } = "";

    /// <summary>The name of the one variant to run; empty for all.</summary>
    public string Only { get; init; } = "";

    public static BenchOptions Read(string[] args)
    {
        string Text(string name, string fallback)
        {
            var at = Array.IndexOf(args, "--" + name);
            return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
        }

        int Number(string name, int fallback) => int.Parse(Text(name, fallback.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

        var defaults = new BenchOptions();
        return new BenchOptions
        {
            Clients = Number("clients", defaults.Clients),
            Stalled = Number("stalled", defaults.Stalled),
            Seconds = Number("seconds", defaults.Seconds),
            Rounds = Number("rounds", defaults.Rounds),
            FrameBytes = Number("frame-bytes", defaults.FrameBytes),
            StalledFrameBytes = Number("stalled-frame-bytes", defaults.StalledFrameBytes),
            Mode = Text("mode", defaults.Mode),
            Port = Number("port", defaults.Port),
            Paths = Text("paths", defaults.Paths),
            Delays = Text("delays", defaults.Delays),
            Results = Text("results", defaults.Results),
            Only = Text("only", defaults.Only),
        };
    }
}
