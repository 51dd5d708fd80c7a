using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Http1;
using Farol.Gateway.Tests.Http1.Fuzzing;
using Farol.Gateway.Tests.Http1.Reference;
using Farol.Gateway.Tests.Strictness.Servers;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>
/// What the gateway sends to its backends, sent to servers of other makes: each understands as many requests, with the same methods, targets, hosts
/// and lengths, or refuses, but none understands something else.
/// <c>FAROL_FUZZ_SECONDS</c> and <c>FAROL_FUZZ_SEED</c> set how long the long run takes and where it starts.
/// </summary>
public sealed partial class DifferentialTests : IAsyncLifetime
{
    private const int Inputs = 1_500;
    private const int MaxFields = 120;

    /// <summary>So few requests on each connection to the backend that a refusal by one server does not hide many others.</summary>
    private const int RequestsPerConnection = 10;

    private readonly RealServers _servers = new();
    private int _understood;
    private int _refused;

    public ValueTask InitializeAsync() => _servers.InitializeAsync();

    public ValueTask DisposeAsync() => _servers.DisposeAsync();

    [Fact]
    public async Task All_cases_are_understood_alike()
    {
        await CompareAsync(HttpCases.Requests.Where(c => c.Input.Length < 5_000));

        Assert.True(_understood > 600 && _understood > _refused * 20, $"{_understood} understood, {_refused} refused: too few to say much");
    }

    [Fact]
    public async Task Random_requests_are_understood_alike()
    {
        var generator = new HttpGenerator(new Random(20_260_115), HttpCases.Requests);
        await CompareAsync(Enumerable.Range(0, Inputs).Select(i => Generated(generator, i)));

        Assert.True(_understood > Inputs / 4 && _understood > _refused * 10, $"{_understood} understood, {_refused} refused: too few to say much");
    }

    [Fact]
    [Trait(TestMarks.Duration, TestMarks.Long)]
    public async Task So_are_many_more()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("FAROL_FUZZ_SECONDS") ?? "60", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("FAROL_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        var generator = new HttpGenerator(new Random(seed), HttpCases.Requests);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(seconds);)
        {
            await CompareAsync(Enumerable.Range(0, Inputs).Select(i => Generated(generator, i)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_understood} understood, {_refused} refused, seed {seed}"));
    }

    private static HttpCase Generated(HttpGenerator generator, int number)
    {
        var input = generator.Next(isRequest: true);
        return new HttpCase("generated", number.ToString(CultureInfo.InvariantCulture), input, Conversation.Of(input));
    }

    private async Task CompareAsync(IEnumerable<HttpCase> inputs)
    {
        using var backend = new RecordingBackend();
        var document = StrictClient.InFrontOf(backend.Port);
        document = document with { Pools = [document.Pools[0] with { KeepAlive = new KeepAliveSection { MaxRequests = RequestsPerConnection } }] };
        await using var gateway = new GatewayUnderTest(document, loops: 1);
        foreach (var one in inputs)
        {
            var expected = ExpectedExchange.Of(one);
            var (statuses, _) = await StrictClient.SendAsync(gateway, one, expected);
            var forwarded = backend.TakeRequests().Select(ExpectedExchange.Essence).ToList();
            Assert.True(
                statuses.SequenceEqual(expected.Statuses) && forwarded.SequenceEqual(expected.Forwarded),
                $"{one}: {HttpCase.Escape(one.Input)}\nexpected {string.Join(',', expected.Statuses)}: {string.Join(" | ", expected.Forwarded)}\n"
                    + $"came     {string.Join(',', statuses)}: {string.Join(" | ", forwarded)}");
        }

        foreach (var server in _servers.All)
        {
            foreach (var stream in backend.Bytes().Where(b => b.Length > 0))
            {
                await CompareAsync(server, Encoding.Latin1.GetBytes(stream));
            }
        }
    }

    /// <summary>After a refusal the server is asked again from the next request on.</summary>
    private async Task CompareAsync(RealServer server, byte[] stream)
    {
        var ends = new List<int>();
        var expected = ReferenceReader.Read(stream, answers: null, MaxFields, ends).Where(l => l.StartsWith("request ", StringComparison.Ordinal)).ToList();
        var last = ReferenceReader.Read(stream, answers: null, MaxFields)[^1];
        expected = last == "body incomplete" ? expected[..^1] : expected;
        for (var at = 0; at < expected.Count;)
        {
            var from = at == 0 ? 0 : ends[at - 1];
            var methods = expected[at..].Select(l => l.Split(' ')[1]).ToList();
            var understood = await server.UnderstandAsync(stream.AsMemory(from), methods);
            var good = understood.TakeWhile(u => !u.StartsWith("refused", StringComparison.Ordinal)).ToList();
            var wanted = expected.Skip(at).Take(good.Count).Select(l => Essence(l, server.Name)).ToList();
            Assert.True(
                good.Count <= methods.Count && wanted.SequenceEqual(good),
                $"{server.Name} understood otherwise:\n{string.Join('\n', good)}\nexpected:\n{string.Join('\n', wanted)}\nfrom: {HttpCase.Escape(stream.AsSpan(from))}");
            _understood += good.Count;
            _refused += good.Count < methods.Count ? 1 : 0;
            at += good.Count < methods.Count ? good.Count + 1 : good.Count;
        }
    }

    /// <summary>A line of the reference as the servers say it.</summary>
    private static string Essence(string line, string server)
    {
        var parts = line.Split(' ');
        line = line.Split(" trailer:")[0];
        var length = Quoted().Match(line) is { Success: true } quoted ? HttpCase.Unescape(quoted.Groups[1].Value).Length
            : Counted().Match(line) is { Success: true } counted ? int.Parse(counted.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

        // ASGI does not tell a query that is empty from none.
        var target = server == "uvicorn" && parts[2].IndexOf('?', StringComparison.Ordinal) == parts[2].Length - 1 ? parts[2][..^1] : parts[2];
        return string.Create(CultureInfo.InvariantCulture, $"{parts[1]} {target} {parts[3]} {length}");
    }

    [GeneratedRegex(@" ""(.*?)""\z")]
    private static partial Regex Quoted();

    [GeneratedRegex(@" (\d+) bytes\z")]
    private static partial Regex Counted();
}
