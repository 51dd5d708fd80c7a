using System.Text;
using System.Text.RegularExpressions;
using Farol.Gateway.Http1;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Http1;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>Every response case from a backend through a gateway on real sockets: what is malformed is a 502 or a response that visibly breaks
/// off, is reported, and the next request never meets what was left over.</summary>
public sealed partial class ResponseStrictnessTests
{
    public static TheoryData<string> Files() => [.. HttpCases.Responses.Select(c => c.File).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_case_reaches_the_client_as_it_must_and_poisons_nothing(string file)
    {
        using var backend = new ScriptedBackend();
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        var wrong = new List<string>();
        foreach (var one in HttpCases.Responses.Where(c => c.File == file))
        {
            backend.Play(one);
            var expected = ExpectedAnswer.Of(one);
            var came = await AskAsync(gateway, HttpCases.Answers(one) == Method.Head ? "HEAD" : "GET", "/case");
            var next = await AskAsync(gateway, "GET", "/clean");
            var reported = StrictClient.Reported(gateway);
            if (!reported.SequenceEqual(ExpectedAnswer.Reported(one)) || came != expected || next != new ExpectedAnswer(200, "clean", IsWhole: true) || backend.Poisoned > 0)
            {
                wrong.Add($"{one.Name}: {HttpCase.Escape(one.Input.AsSpan(0, Math.Min(300, one.Input.Length)))}\n  expected {expected}\n  came     {came}, then {next}, poisoned {backend.Poisoned}, reported {string.Join(" | ", reported)}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} in {file}:\n{string.Join('\n', wrong.Take(20))}");
    }

    /// <summary>The final response as the client's own reader sees it.</summary>
    private static async Task<ExpectedAnswer> AskAsync(GatewayUnderTest gateway, string method, string path)
    {
        using var client = await gateway.ConnectAsync();
        await client.SendAsync($"{method} {path} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n");
        var said = Encoding.Latin1.GetBytes(await client.ReadToEndAsync());
        var lines = Conversation.Of(said, method == "HEAD" ? Method.Head : Method.Get).Where(l => !Interim().IsMatch(l)).ToList();
        if (lines.Count == 0 || Final().Match(lines[0]) is not { Success: true } final)
        {
            return new ExpectedAnswer(0, string.Join(" | ", lines), IsWhole: false);
        }

        var status = int.Parse(final.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture);
        return new ExpectedAnswer(status, status == 502 ? "" : final.Groups["body"].Value, lines.Count == 1);
    }

    [GeneratedRegex(@"\Aresponse 1")]
    private static partial Regex Interim();

    [GeneratedRegex(@"\Aresponse (?<status>\d+) [a-z-]+(?: close)?(?: ""(?<body>.*?)""| \d+ bytes)?(?: trailer:\S+)*\z")]
    private static partial Regex Final();
}
