using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Tests.Vrp.Reading;

public sealed class OutputReaderTests
{
    [Theory]
    [InlineData("one\ntwo", "1:one 2:two")]
    [InlineData("\n\n display version\none", "4:one")]
    [InlineData("<R1>dis ver\r\none\r\n<R1>", "2:one")]
    [InlineData("[~R1-aaa]display version\none\n[~R1-aaa]", "2:one")]
    [InlineData("2024-01-01 10:00:00.123 +08:00\none", "2:one")]
    [InlineData("Info: It will take a long time.\none", "2:one")]
    [InlineData("-----\n=====\n- - - -\none\n****", "4:one")]
    [InlineData("one\n<R1>display clock\n2020-01-01 00:00:00", "1:one")]
    [InlineData("one\n  ---- More ----\u001b[42D                                          \u001b[42Dtwo", "1:one 2:two")]
    [InlineData("one\nAre you sure to display some information? [Y/N]:y\ntwo", "1:one 3:two")]
    [InlineData("\uFEFFone", "1:one")]
    [InlineData("Total Error: 0\nError: 0", "1:Total_Error:_0 2:Error:_0")]
    [InlineData("--  down", "1:--__down")]
    public void Only_content_comes_through(string text, string expected)
    {
        var reader = new OutputReader("display version", text);
        var seen = new List<string>();
        while (reader.Next())
        {
            seen.Add($"{reader.LineNumber}:{reader.Line.ToString().Replace(' ', '_')}");
        }

        Assert.Equal(expected, string.Join(' ', seen));
    }

    [Theory]
    [InlineData("          ^\nError: Unrecognized command found at '^' position.", 2)]
    [InlineData("Error:Too many parameters found at '^' position.", 1)]
    [InlineData("% Ambiguous command found at '^' position.", 1)]
    [InlineData("one\ntwo\nError: Request timed out", 3)]
    public void A_refusal_of_the_router_ends_the_reading(string text, int line)
    {
        var refused = Assert.Throws<VrpParseException>(() =>
        {
            var reader = new OutputReader("display version", text);
            while (reader.Next())
            {
            }
        });
        Assert.Equal(line, refused.LineNumber);
        Assert.Contains("the router refused the command", refused.Message, StringComparison.Ordinal);
    }
}
