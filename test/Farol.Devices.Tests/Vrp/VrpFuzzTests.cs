using System.Globalization;
using Farol.Devices.Vrp;

namespace Farol.Devices.Tests.Vrp;

/// <summary>Damaged outputs through every parser of the catalog: a record or a parse error, nothing else, and never for long.</summary>
public sealed class VrpFuzzTests
{
    private const int RoundsPerSample = 24;
    private static readonly string[] _alphabet =
    [
        "%", "--", ":", "/", "(", ")", "[", "]", "\t", " ", "\r", "\n", "\0", "\u001b[42D", "*", "^", "<", ">", "\u0085", "\u00a0", "ã", "\ud800",
        "99999999999999999999999999", "-1", "0x", "NaN", "1e309", "up(s)", "*down", "current state : ", "Error:", "Info:", "---- More ----",
    ];

    public static TheoryData<string, string> Samples()
    {
        var all = VrpSample.Commands("system-commands.txt");
        all.AddRange(VrpSample.Commands("subscriber-commands.txt").Select(row => row.Data).ToArray());
        return all;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_damaged_output_gives_a_record_or_a_parse_error(string sample, string command)
    {
        Assert.True(VrpCatalog.TryFind(command, out var known), command);
        var text = VrpSample.Read(sample);
        var random = new Random(Seed(sample));
        for (var round = 0; round < RoundsPerSample; round++)
        {
            var damaged = Damage(text, random);
            try
            {
                Assert.NotNull(known.Parse(damaged));
            }
            catch (VrpParseException error)
            {
                Assert.InRange(error.LineNumber, 0, damaged.Length + 1);
            }
            catch (Exception other)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{other} in round {round} of {sample} for:\n{damaged}"));
            }
        }
    }

    [Fact]
    public void Every_parser_refuses_what_is_no_output_at_all()
    {
        string[] texts =
        [
            "", " ", "\n\n\n", "\0", "Error: Unrecognized command found at '^' position.", "              ^\nError:Too many parameters found",
            "% Ambiguous command found at '^' position.", "Error: No permission to run the command.", "<HUAWEI>", "lorem ipsum dolor",
            "{\"json\": true}", new string('x', 100_000), string.Concat(Enumerable.Repeat("a b c d e f g h\n", 1_000)),
            "Info: It will take a long time if the content you search is too much or the string you input is too long, you can press CTRL_C to break.",
        ];
        foreach (var command in VrpCatalog.All)
        {
            foreach (var text in texts)
            {
                var refused = Record.Exception(() => command.Parse(text));
                Assert.True(refused is VrpParseException, $"{command.Name} took \"{text[..Math.Min(60, text.Length)]}\": {refused}");
            }
        }
    }

    private static int Seed(string sample) => sample.Aggregate(17, (seed, c) => unchecked((seed * 31) + c));

    private static string Damage(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        for (var i = random.Next(1, 5); i > 0 && lines.Count > 0; i--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(9))
            {
                case 0:
                    lines.RemoveRange(at, Math.Min(lines.Count - at, random.Next(1, 6)));
                    break;
                case 1:
                    lines.Insert(random.Next(lines.Count), lines[at]);
                    break;
                case 2:
                    lines[at] = lines[at][..random.Next(lines[at].Length + 1)];
                    break;
                case 3:
                    lines[at] = lines[at].Insert(random.Next(lines[at].Length + 1), _alphabet[random.Next(_alphabet.Length)]);
                    break;
                case 4 when lines[at].Length < 10_000:
                    lines[at] = string.Concat(lines[at].Select(c => char.IsAsciiDigit(c) ? "9999999999999999999999" : c.ToString()));
                    break;
                case 5 when lines[at].Length < 10_000:
                    lines[at] = string.Concat(Enumerable.Repeat(lines[at] + " ", 500));
                    break;
                case 6:
                    var other = random.Next(lines.Count);
                    (lines[at], lines[other]) = (lines[other], lines[at]);
                    break;
                case 7:
                    lines[at] = lines[at].Replace(" ", "", StringComparison.Ordinal);
                    break;
                default:
                    lines[at] = new string([.. lines[at].Select(c => random.Next(12) == 0 ? (char)random.Next(1, 0x300) : c)]);
                    break;
            }
        }

        return string.Join(random.Next(4) == 0 ? "\r\n" : "\n", lines);
    }
}
