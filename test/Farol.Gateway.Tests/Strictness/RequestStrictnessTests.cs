using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Http1;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>Every request case through a gateway on real sockets: the status, the end of the connection, what the backend hears of it, and the
/// event that reports it.</summary>
public sealed class RequestStrictnessTests
{
    public static TheoryData<string> Files() => [.. HttpCases.Requests.Select(c => c.File).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_case_is_answered_and_forwarded_as_it_must_be(string file)
    {
        using var backend = new RecordingBackend();
        await using var gateway = new GatewayUnderTest(StrictClient.InFrontOf(backend.Port), loops: 1);
        var wrong = new List<string>();
        foreach (var one in HttpCases.Requests.Where(c => c.File == file))
        {
            var expected = ExpectedExchange.Of(one);
            var (statuses, ended) = await StrictClient.SendAsync(gateway, one, expected);
            var forwarded = backend.TakeRequests().Select(ExpectedExchange.Essence).ToList();
            var reported = StrictClient.Reported(gateway);
            if (!reported.SequenceEqual(expected.Reported) || !statuses.SequenceEqual(expected.Statuses) || ended != expected.Ends || !forwarded.SequenceEqual(expected.Forwarded))
            {
                wrong.Add($"{one.Name}: {HttpCase.Escape(one.Input.AsSpan(0, Math.Min(300, one.Input.Length)))}\n"
                    + $"  expected {string.Join(',', expected.Statuses)}{(expected.Ends ? " end" : "")}: {string.Join(" | ", expected.Forwarded)} reported: {string.Join(" | ", expected.Reported)}\n"
                    + $"  came     {string.Join(',', statuses)}{(ended ? " end" : "")}: {string.Join(" | ", forwarded)} reported: {string.Join(" | ", reported)}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} in {file}:\n{string.Join('\n', wrong.Take(20))}");
    }

    /// <summary>A proxy in front that shares its connection among clients would hand all of it to the one who sent this.</summary>
    [Fact]
    public async Task A_connection_that_has_carried_a_request_does_not_turn_into_http2()
    {
        using var backend = new RecordingBackend();
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET / HTTP/1.1\r\nHost: a.example\r\n\r\nPRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadResponseAsync());
        Assert.StartsWith("HTTP/1.1 505 ", await client.ReadToEndAsync());
    }
}
