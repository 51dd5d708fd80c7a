using System.Globalization;

namespace ChannelsBench;

/// <summary>What the command line asks for.</summary>
internal sealed record ChannelsOptions
{
    public int Clients { get; init; } = 8_000;

    public int Seconds { get; init; } = 15;

    public int Rounds { get; init; } = 3;

    /// <summary>How many times as often as promised every channel speaks, one step after another.</summary>
    public IReadOnlyList<double> Speeds { get; init; } = [1, 5, 10, 20];

    /// <summary>The folder of the npm server.</summary>
    public string Peer { get; init; } = "bench/channels/peer";

    public string Results { get; init; } = "";

    public static ChannelsOptions Read(string[] args)
    {
        string Text(string name, string fallback)
        {
            var at = Array.IndexOf(args, "--" + name);
            return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
        }

        int Number(string name, int fallback) => int.Parse(Text(name, fallback.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

        var defaults = new ChannelsOptions();
        return new ChannelsOptions
        {
            Clients = Number("clients", defaults.Clients),
            Seconds = Number("seconds", defaults.Seconds),
            Rounds = Number("rounds", defaults.Rounds),
            Speeds = [.. Text("speeds", "1,5,10,20").Split(',').Select(s => double.Parse(s, CultureInfo.InvariantCulture))],
            Peer = Text("peer", defaults.Peer),
            Results = Text("results", defaults.Results),
        };
    }
}
