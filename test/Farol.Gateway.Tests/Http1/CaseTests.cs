using Farol.Gateway.Http1;
using Testing.Support;

namespace Farol.Gateway.Tests.Http1;

/// <summary>Every case of the files: as a whole, split at every byte, byte by byte, and without allocating.</summary>
public sealed class CaseTests
{
    /// <summary>Longer inputs are split at every 61st byte and at all of the last ones.</summary>
    private const int MaxSplitEverywhere = 2_000;
    private const int MaxCasesShown = 40;

    public static TheoryData<string> Files() => [.. HttpCases.Requests.Select(c => "requests/" + c.File)
        .Concat(HttpCases.Responses.Select(c => "responses/" + c.File)).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void There_are_as_many_cases_as_the_field_knows()
    {
        Assert.InRange(HttpCases.Requests.Count, 250, int.MaxValue);
        Assert.InRange(HttpCases.Responses.Count, 50, int.MaxValue);
        Assert.Empty(HttpCases.Requests.Concat(HttpCases.Responses).GroupBy(c => (c.File, c.Name)).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_case_comes_out_as_the_file_says(string file)
    {
        var wrong = Cases(file)
            .Select(c => (Case: c.Case, Said: Conversation.Of(c.Case.Input, c.Answers)))
            .Where(c => !c.Said.SequenceEqual(c.Case.Expected))
            .Select(c => $"{c.Case.Name}\n  expected: {string.Join(" | ", c.Case.Expected)}\n  came:     {string.Join(" | ", c.Said)}")
            .ToList();

        Assert.True(wrong.Count == 0, $"{wrong.Count} in {file}:\n{string.Join('\n', wrong.Take(MaxCasesShown))}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void However_a_case_is_split_it_comes_out_the_same(string file)
    {
        foreach (var (one, answers) in Cases(file))
        {
            var whole = Conversation.Of(one.Input, answers);
            for (var at = 1; at < one.Input.Length; at += Step(one.Input.Length, at))
            {
                var split = new Conversation(answers);
                split.Read(one.Input.AsSpan(0, at));
                split.Read(one.Input);
                Assert.True(whole.SequenceEqual(split.End(one.Input)), $"{one} split at {at}");
            }

            var dripped = new Conversation(answers);
            for (var at = 1; at <= one.Input.Length; at++)
            {
                dripped.Read(one.Input.AsSpan(0, at));
            }

            Assert.True(whole.SequenceEqual(dripped.End(one.Input)), $"{one} byte by byte");
        }
    }

    [Fact]
    public void Heads_of_all_cases_are_read_without_allocating()
    {
        var request = new RequestHead();
        var response = new ResponseHead();
        var outcomes = ReadAll(request, response);
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            // The least: the runtime itself may allocate on this thread when it compiles a method anew.
            var before = GC.GetAllocatedBytesForCurrentThread();
            outcomes += ReadAll(request, response);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.True(outcomes > HttpCases.Requests.Count);
    }

    [Fact]
    public void Every_violation_has_a_case_a_text_and_a_status()
    {
        var shown = HttpCases.Requests.Concat(HttpCases.Responses).SelectMany(c => c.Expected).ToHashSet(StringComparer.Ordinal);
        Violation[] byOption = [Violation.None, Violation.ChunkExtensionsRefused, Violation.Http2Preface];

        Assert.Empty(Enum.GetValues<Violation>().Except(byOption).Where(v => !shown.Contains($"refused {v}") && !shown.Contains($"body refused {v}")));
        Assert.All(Enum.GetValues<Violation>(), v => Assert.NotEmpty(ViolationText.For(v)));
        Assert.All(Enum.GetValues<Violation>(), v => Assert.InRange(ViolationText.StatusOf(v), 400, 505));
    }

    private static int ReadAll(RequestHead request, ResponseHead response)
    {
        var outcomes = 0;
        for (var i = 0; i < HttpCases.Requests.Count; i++)
        {
            request.Reset();
            outcomes += (int)request.Parse(HttpCases.Requests[i].Input, HeadLimits.Default);
        }

        for (var i = 0; i < HttpCases.Responses.Count; i++)
        {
            response.Reset();
            outcomes += (int)response.Parse(HttpCases.Responses[i].Input, HeadLimits.Default, Method.Get);
        }

        return outcomes;
    }

    private static int Step(int length, int at) => length <= MaxSplitEverywhere || at > length - 100 || at < 100 ? 1 : 61;

    private static IEnumerable<(HttpCase Case, Method? Answers)> Cases(string file)
    {
        var name = file[(file.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return file.StartsWith("requests/", StringComparison.Ordinal)
            ? HttpCases.Requests.Where(c => c.File == name).Select(c => (c, (Method?)null))
            : HttpCases.Responses.Where(c => c.File == name).Select(c => (c, (Method?)HttpCases.Answers(c)));
    }
}
