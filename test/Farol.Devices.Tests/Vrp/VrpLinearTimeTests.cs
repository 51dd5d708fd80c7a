using System.Diagnostics;
using Farol.Devices.Vrp;

namespace Farol.Devices.Tests.Vrp;

/// <summary>
/// No parser takes more than linear time, neither for many lines nor for one long one. A text 32 times as long may take 400 times as long
/// before this fails: a linear parser takes some 32 to 100 times (caches, collections, a busy machine), a quadratic one 1 000 times.
/// </summary>
[Collection(nameof(VrpLinearTimeTests))]
public sealed class VrpLinearTimeTests
{
    private const int SmallLength = 32 * 1024;
    private const int Growth = 32;
    private const double MaxRatio = 400;
    private const int MaxMeasurements = 4;

    /// <summary>Below this a ratio measures the clock, not the parser.</summary>
    private static readonly TimeSpan _floor = TimeSpan.FromMilliseconds(0.05);

    public static TheoryData<string, string> Samples()
    {
        var data = new TheoryData<string, string>();
        var seen = new HashSet<string>();
        foreach (var list in new[] { "system-commands.txt", "subscriber-commands.txt" })
        {
            foreach (var row in VrpSample.Commands(list))
            {
                var (sample, command) = row.Data;
                if (VrpCatalog.TryFind(command, out var known) && seen.Add(known.Name))
                {
                    data.Add(sample, command);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Thirty_two_times_the_text_takes_linear_time(string sample, string command)
    {
        Assert.True(VrpCatalog.TryFind(command, out var known));
        var text = VrpSample.Read(sample).TrimEnd() + "\n";
        AssertLinear(known, length => Repeat(text, length));
        AssertLinear(known, length => text + Repeat(LongestLine(text), length));
        AssertLinear(known, length => text + Repeat(LongestLine(text) + " ", length).ReplaceLineEndings(" "));
    }

    private static void AssertLinear(VrpCommand known, Func<int, string> make)
    {
        var small = make(SmallLength);
        var big = make(SmallLength * Growth);
        var (ratio, smallTime) = (double.MaxValue, TimeSpan.Zero);
        // A machine that is busy with other things may spoil one measurement, or two; a parser that is not linear spoils all.
        for (var i = 0; i < MaxMeasurements && ratio >= MaxRatio; i++)
        {
            smallTime = Fastest(known, small);
            ratio = Fastest(known, big) / (smallTime > _floor ? smallTime : _floor);
        }

        Assert.True(ratio < MaxRatio, $"{known.Name}: {Growth} times the text took {ratio:0.0} times as long ({smallTime.TotalMilliseconds:0.00} ms)");
    }

    private static TimeSpan Fastest(VrpCommand known, string text)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 2; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            try
            {
                known.Parse(text);
            }
            catch (VrpParseException)
            {
                // Refusing must be linear too.
            }

            var taken = Stopwatch.GetElapsedTime(clock);
            fastest = taken < fastest ? taken : fastest;
        }

        return fastest;
    }

    private static string LongestLine(string text) => text.Split('\n').MaxBy(line => line.Length) + "\n";

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1));
}
