using System.Diagnostics;
using System.Globalization;
using Farol.Gateway.Http1;
using Farol.Gateway.Tests.Http1.Reference;
using Testing.Support;

namespace Farol.Gateway.Tests.Http1.Fuzzing;

/// <summary>
/// Random nearly-HTTP: nothing throws, no split changes an outcome, the reference understands the same, and what was understood, written anew, is
/// understood the same again. <c>FAROL_FUZZ_SECONDS</c> and <c>FAROL_FUZZ_SEED</c> set how long the long run takes and where it starts.
/// </summary>
public sealed class FuzzTests
{
    private const int Rounds = 12_000;
    private const int FirstSeed = 20_260_115;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nearly_good_messages_are_understood_as_the_reference_does(bool isRequest)
    {
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            accepted += Try(isRequest, FirstSeed + round) ? 1 : 0;
        }

        // Inputs that are all refused, or all good, would test one side only.
        Assert.InRange(accepted, Rounds / 10, Rounds * 9 / 10);
    }

    [Fact]
    [Trait(TestMarks.Duration, TestMarks.Long)]
    public void So_are_many_more()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("FAROL_FUZZ_SECONDS") ?? "60", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("FAROL_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        var tried = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(seconds); tried++)
        {
            Try(tried % 2 == 0, seed + tried);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tried} inputs from seed {seed}"));
        Assert.True(tried > seconds * 100, "the fuzzer hardly ran");
    }

    /// <summary>Whether a message was found complete in the input.</summary>
    private static bool Try(bool isRequest, int seed)
    {
        var random = new Random(seed);
        var input = new HttpGenerator(random, isRequest ? HttpCases.Requests : HttpCases.Responses).Next(isRequest);
        Method? answers = isRequest ? null : random.Next(4) == 0 ? Method.Head : Method.Get;
        try
        {
            var whole = Conversation.Of(input, answers);
            Assert.Equal(whole, Split(input, answers, random));
            Assert.Equal(
                ReferenceReader.Read(input, answers?.ToString().ToUpperInvariant()),
                whole.Select(WithoutReason));
            RoundTrip.Check(input, answers);
            return whole.Count > 0 && whole[0].StartsWith("re", StringComparison.Ordinal) && !whole[0].StartsWith("refused", StringComparison.Ordinal);
        }
        catch (Exception failure)
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, answers {answers}: {HttpCase.Escape(input)}\n{failure}"));
            throw;
        }
    }

    private static string WithoutReason(string line) =>
        line.IndexOf("refused", StringComparison.Ordinal) is >= 0 and var at ? line[..(at + "refused".Length)] : line;

    private static IReadOnlyList<string> Split(byte[] input, Method? answers, Random random)
    {
        var conversation = new Conversation(answers);
        for (var at = random.Next(40); at < input.Length; at += 1 + random.Next(60))
        {
            conversation.Read(input.AsSpan(0, at));
        }

        conversation.Read(input);
        return conversation.End(input);
    }
}
