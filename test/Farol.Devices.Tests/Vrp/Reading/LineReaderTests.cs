using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Tests.Vrp.Reading;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\n", "1:a")]
    [InlineData("a\nb", "1:a 2:b")]
    [InlineData("a\r\nb\r\n", "1:a 2:b")]
    [InlineData("a\r\r\nb", "1:a 2:b")]
    [InlineData("a\rb", "1:a 2:b")]
    [InlineData("a  \t\n\nb", "1:a 2: 3:b")]
    [InlineData("\n\n", "1: 2:")]
    public void Lines_end_in_every_known_way_and_keep_their_number(string text, string expected)
    {
        var reader = new LineReader(text);
        var seen = new List<string>();
        while (reader.MoveNext())
        {
            seen.Add($"{reader.Number}:{reader.Line}");
        }

        Assert.Equal(expected, string.Join(' ', seen));
    }

    [Fact]
    public void Walking_a_text_allocates_nothing()
    {
        var text = string.Concat(Enumerable.Repeat("Eth-Trunk1   up   up   0.01%  0.02%  0  0\r\n", 10_000));
        Walk(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var lines = Walk(text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_000, lines);
    }

    private static int Walk(string text)
    {
        var reader = new OutputReader("display interface brief", text);
        var lines = 0;
        while (reader.Next())
        {
            var tokens = new TokenReader(reader.Line);
            lines += tokens.TryLast(out _) ? 1 : 0;
        }

        return lines;
    }
}
