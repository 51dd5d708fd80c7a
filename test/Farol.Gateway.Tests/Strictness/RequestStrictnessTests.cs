using System.Net.Sockets;
using System.Text;
using Farol.Gateway.Http1;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Http1;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>Every request case through a gateway on real sockets: the status, the end of the connection, and what the backend hears of it.</summary>
public sealed class RequestStrictnessTests
{
    public static TheoryData<string> Files() => [.. HttpCases.Requests.Select(c => c.File).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_case_is_answered_and_forwarded_as_it_must_be(string file)
    {
        using var backend = new RecordingBackend();
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        var wrong = new List<string>();
        foreach (var one in HttpCases.Requests.Where(c => c.File == file))
        {
            var expected = ExpectedExchange.Of(one);
            var (statuses, ended) = await SendAsync(gateway, one, expected);
            var forwarded = backend.TakeRequests().Select(ExpectedExchange.Essence).ToList();
            if (!statuses.SequenceEqual(expected.Statuses) || ended != expected.Ends || !forwarded.SequenceEqual(expected.Forwarded))
            {
                wrong.Add($"{one.Name}: {HttpCase.Escape(one.Input.AsSpan(0, Math.Min(300, one.Input.Length)))}\n"
                    + $"  expected {string.Join(',', expected.Statuses)}{(expected.Ends ? " end" : "")}: {string.Join(" | ", expected.Forwarded)}\n"
                    + $"  came     {string.Join(',', statuses)}{(ended ? " end" : "")}: {string.Join(" | ", forwarded)}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} in {file}:\n{string.Join('\n', wrong.Take(20))}");
    }

    private static async Task<(IReadOnlyList<int> Statuses, bool Ended)> SendAsync(GatewayUnderTest gateway, HttpCase one, ExpectedExchange expected)
    {
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(one.Input);
        var said = new StringBuilder();
        var methods = one.Expected.Where(l => l.StartsWith("request ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).ToList();
        var ended = false;
        while (Statuses(said.ToString(), methods).Count < expected.Statuses.Count || (expected.Ends && !ended))
        {
            var some = await client.ReadSomeAsync();
            ended = some.Length == 0;
            if (ended)
            {
                break;
            }

            said.Append(some);
        }

        if (!ended)
        {
            client.Socket.Shutdown(SocketShutdown.Send);
            said.Append(await client.ReadToEndAsync());
        }

        return (Statuses(said.ToString(), methods), ended);
    }

    /// <summary>The statuses of all complete responses, and of a last one that is not.</summary>
    private static List<int> Statuses(string said, List<string> methods)
    {
        var statuses = new List<int>();
        for (var at = 0; at < said.Length;)
        {
            var answers = statuses.Count < methods.Count && methods[statuses.Count] == "HEAD" ? Method.Head : Method.Get;
            var head = new ResponseHead();
            if (head.Parse(Encoding.Latin1.GetBytes(said[at..]), HeadLimits.Default, answers) != ParseOutcome.Complete
                || said.Length < at + head.HeadLength + head.ContentLength)
            {
                break;
            }

            statuses.Add(head.Status);
            at += head.HeadLength + (int)head.ContentLength;
        }

        return statuses;
    }
}
