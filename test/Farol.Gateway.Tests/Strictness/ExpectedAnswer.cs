using System.Globalization;
using System.Text.RegularExpressions;
using Farol.Gateway.Http1;
using Farol.Gateway.Tests.Http1.Reference;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>What a client must get for a response case: the status, the body, and whether it is whole.</summary>
internal sealed partial record ExpectedAnswer(int Status, string Body, bool IsWhole)
{
    public static ExpectedAnswer Of(HttpCase one)
    {
        foreach (var (line, next) in one.Expected.Zip(one.Expected.Skip(1).Append("")))
        {
            var response = Response().Match(line);
            if (!response.Success || response.Groups["status"].Value == "101")
            {
                return new ExpectedAnswer(502, "", IsWhole: true);
            }

            var status = int.Parse(response.Groups["status"].Value, CultureInfo.InvariantCulture);
            if (status >= 200)
            {
                return new ExpectedAnswer(status, response.Groups["body"].Value, !next.StartsWith("body ", StringComparison.Ordinal));
            }
        }

        // Nothing, or interim responses only.
        return new ExpectedAnswer(502, "", IsWhole: true);
    }

    /// <summary>The violations that an operator must hear of.</summary>
    public static IReadOnlyList<string> Reported(HttpCase one) =>
        [.. one.Expected.Select(l => Refused().Match(l)).Where(m => m.Success).Select(m => ViolationText.For(Enum.Parse<Violation>(m.Groups[1].Value)))];

    /// <summary>No other request may be sent after these bytes: they are malformed, go on, or say so.</summary>
    public static bool MustEndConnection(byte[] bytes, bool isHead)
    {
        var lines = ReferenceReader.Read(bytes, isHead ? "HEAD" : "GET");
        return lines.Count == 0 || lines[^1].Contains("refused", StringComparison.Ordinal) || lines[^1].StartsWith("left", StringComparison.Ordinal)
            || lines[^1].Contains(" close", StringComparison.Ordinal) || lines[^1].StartsWith("response 1", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"refused (\w+)\z")]
    private static partial Regex Refused();

    [GeneratedRegex(@"\Aresponse (?<status>\d+) [a-z-]+(?: http1\.0| close| upgrade)*(?: ""(?<body>.*?)"")?(?: trailer:\S+)*\z")]
    private static partial Regex Response();
}
