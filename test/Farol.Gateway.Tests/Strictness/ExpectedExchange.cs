using System.Text;
using System.Text.RegularExpressions;
using Farol.Gateway.Http1;
using Farol.Gateway.Routing;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>What the gateway must do with the bytes of a request case: the statuses that the client gets, whether its connection ends then,
/// what of the case reaches the backend, and what is reported.</summary>
internal sealed partial record ExpectedExchange(IReadOnlyList<int> Statuses, bool Ends, IReadOnlyList<string> Forwarded, IReadOnlyList<string> Reported)
{
    public static ExpectedExchange Of(HttpCase one)
    {
        var statuses = new List<int>();
        var forwarded = new List<string>();
        var reported = new List<string>();
        for (var i = 0; i < one.Expected.Count; i++)
        {
            var line = one.Expected[i];
            var next = i + 1 < one.Expected.Count ? one.Expected[i + 1] : "";
            if (line == "preface")
            {
                statuses.Add(505);
                return new ExpectedExchange(statuses, Ends: true, forwarded, reported);
            }

            if (Refused().Match(line) is { Success: true } refused)
            {
                var violation = Enum.Parse<Violation>(refused.Groups[1].Value);
                statuses.Add(ViolationText.StatusOf(violation));
                reported.Add(ViolationText.For(violation));
                return new ExpectedExchange(statuses, Ends: true, forwarded, reported);
            }

            if (!line.StartsWith("request", StringComparison.Ordinal))
            {
                continue;
            }

            var path = line.Split(' ')[2].Split('?')[0];
            var fault = PathRules.View(Encoding.Latin1.GetBytes(path), new byte[path.Length], out _);
            if (fault != PathFault.None)
            {
                reported.Add($"path refused: {fault}");

                // What follows an unread body is no request: the connection ends with the answer.
                statuses.Add(400);
                if (!Says(line, "none"))
                {
                    return new ExpectedExchange(statuses, Ends: true, forwarded, reported);
                }
            }
            else if (!next.StartsWith("body ", StringComparison.Ordinal))
            {
                statuses.Add(200);
                forwarded.Add(Essence(line));
            }

            if (Says(line, "close") && !next.StartsWith("body ", StringComparison.Ordinal))
            {
                return new ExpectedExchange(statuses, Ends: true, forwarded, reported);
            }
        }

        return new ExpectedExchange(statuses, Ends: false, forwarded, reported);
    }

    /// <summary>Whether the word stands behind method, target and host, which may be any.</summary>
    private static bool Says(string line, string word) => line.Split(' ').Skip(4).TakeWhile(w => !w.StartsWith('"')).Contains(word, StringComparer.Ordinal);

    /// <summary>Method, target, host, framing, body and trailers: what two sides must not see differently. What concerns one connection only,
    /// and the host of a request without one, is left out.</summary>
    public static string Essence(string line) => WithoutHost().Replace(OfOneConnection().Replace(line, ""), "$1 * ");

    [GeneratedRegex(@"refused (\w+)\z")]
    private static partial Regex Refused();

    [GeneratedRegex(@" (?:http1\.0|close|expect|websocket|upgrade|te-trailers|extensions|dropped:\S+)(?= |\z)")]
    private static partial Regex OfOneConnection();

    [GeneratedRegex(@"^(request \S+ \S+) (?:-|127\.0\.0\.1:\d+) ")]
    private static partial Regex WithoutHost();
}
