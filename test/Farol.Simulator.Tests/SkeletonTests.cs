using System.Text.RegularExpressions;
using Farol.Simulator.Texts;
using Testing.Support;

namespace Farol.Simulator.Tests;

/// <summary>Each text of the simulator against the published output that it says it follows.</summary>
public sealed partial class SkeletonTests
{
    public static TheoryData<string> Skeletons => new(TextSkeleton.Names);

    [Theory]
    [MemberData(nameof(Skeletons))]
    public void Says_every_line_of_its_samples(string name)
    {
        var skeleton = TextSkeleton.Load(name);
        var lines = skeleton.Parts.SelectMany(part => part.Lines.Select(line => new ComparedLine(part, line))).ToList();
        var unsaid = skeleton.Samples
            .SelectMany(sample => ReadSample(skeleton, sample))
            .Where(line => !skeleton.Omitted.Contains(line) && !lines.Exists(said => said.Says(line)))
            .ToList();

        Assert.True(unsaid.Count == 0, $"{name} cannot say:\n{string.Join('\n', unsaid.Select(line => $"[{line}]"))}");
    }

    [Theory]
    [MemberData(nameof(Skeletons))]
    public void Says_nothing_that_no_sample_says(string name)
    {
        var skeleton = TextSkeleton.Load(name);
        if (skeleton.Samples.Count == 0)
        {
            Assert.Contains(SimulatedTexts.Unverified, text => text.Reason.StartsWith(name + "/", StringComparison.Ordinal));
            return;
        }

        string[] blank = [string.Empty];
        var samples = skeleton.Samples.Concat(skeleton.AlsoSamples).SelectMany(sample => ReadSample(skeleton, sample)).Concat(blank).ToList();
        var invented = skeleton.Parts
            .Where(part => part.UnverifiedReason is null)
            .SelectMany(part => part.Lines.Select(line => new ComparedLine(part, line)))
            .Where(line => !samples.Exists(line.Says))
            .ToList();

        Assert.True(invented.Count == 0, $"{name} invents:\n{string.Join('\n', invented.Select(line => $"[{line}]"))}");
    }

    [Fact]
    public void A_moved_column_is_noticed()
    {
        var part = new SkeletonPart("row");
        part.Add("{name,-10} {phy,-6}{in,7}");
        var line = new ComparedLine(part, part.Lines[0]);

        Assert.True(line.Says("GE1/0/0    up      0.01%"));
        Assert.False(line.Says("GE1/0/0    up       0.01%"));
        Assert.False(line.Says("GE1/0/0     up     0.01%"));
        Assert.False(line.Says("GE1/0/0    up      0.01%  4"));
    }

    [Fact]
    public void The_headline_number_is_marked_unverified()
    {
        Assert.Contains(SimulatedTexts.Unverified, text => text.Command == "display access-user online-total-number");
    }

    /// <summary>The sample's lines; dots stand for rows that the manual leaves out.</summary>
    private static IEnumerable<string> ReadSample(TextSkeleton skeleton, string sample) =>
        File.ReadAllText(RepositoryRoot.File("test", "Farol.Simulator.Tests", "Samples", sample))
            .ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())
            .TakeWhile(line => line != skeleton.CutAt)
            .Where(line => line is not ("" or "..." or "  ..."));

    /// <summary>A line of a skeleton that can be asked whether it says a line of a sample: with the sample's values in its fields it must come out the same.</summary>
    private sealed partial class ComparedLine(SkeletonPart part, SkeletonLine line)
    {
        /// <summary>A quick no for most pairs of lines.</summary>
        private readonly List<string> _words =
            [.. line.Segments.Where(segment => !segment.IsField).SelectMany(segment => WordBreak().Split(segment.Text)).Where(word => word.Length > 0)];

        private readonly Lazy<Regex> _shape = new(() => new Regex(Shape(line), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));

        public bool Says(string sample)
        {
            if (!_words.TrueForAll(word => sample.Contains(word, StringComparison.Ordinal)))
            {
                return false;
            }

            var match = _shape.Value.Match(part.IsLoose ? Words(sample) : sample);
            if (!match.Success || part.IsLoose)
            {
                return match.Success;
            }

            (string, string)[] values =
            [
                .. line.Segments.Where(segment => segment.IsField).DistinctBy(segment => segment.Text)
                    .Select(segment => (segment.Text, match.Groups[segment.Text].Value.Trim())),
            ];
            var said = string.Empty;
            line.Write(text => said = text.ToString(), values);
            // The manual's pages lose the first line's leading blanks.
            return said.TrimEnd() == sample || (said.Trim() == sample && !sample.StartsWith(' '));
        }

        public override string ToString() => string.Concat(line.Segments.Select(segment => segment.IsField ? $"{{{segment.Text}}}" : segment.Text));

        /// <summary>Blanks of any number where the skeleton has some or a field's padding may be; a word or anything for a field.</summary>
        private static string Shape(SkeletonLine line)
        {
            var seen = new HashSet<string>();
            var shape = @"^\s*";
            for (var place = 0; place < line.Segments.Count; place++)
            {
                var segment = line.Segments[place];
                var isAfterAny = place > 0 && line.Segments[place - 1].IsAny;
                var isBeforeAny = place + 1 < line.Segments.Count && line.Segments[place + 1].IsAny;
                if (!segment.IsField)
                {
                    var literal = place == 0 ? segment.Text.TrimStart() : segment.Text;
                    var words = WordBreak().Split(place == line.Segments.Count - 1 ? literal.TrimEnd() : literal).Select(Regex.Escape).ToArray();
                    if (isAfterAny && words is ["", .. var rest])
                    {
                        shape += @"\s*";
                        words = rest;
                    }

                    shape += isBeforeAny && words is [.. var all, ""] ? string.Join(@"\s+", all) + @"\s*" : string.Join(@"\s+", words);
                    continue;
                }

                var value = !seen.Add(segment.Text) ? ".*" : segment.IsAny ? $"(?<{segment.Text}>.*?)" : $@"(?<{segment.Text}>\S+)";
                shape += segment.Width > 0 ? @"\s*" + value : segment.Width < 0 ? value + @"\s*" : value;
            }

            return shape + @"\s*$";
        }

        private static string Words(string text) => WordBreak().Replace(text.Trim(), " ");

        [GeneratedRegex(@"\s+")]
        private static partial Regex WordBreak();
    }
}
