using System.Text;
using System.Text.Json;
using Farol.Monitor.Answers;

namespace Farol.Monitor.Tests.Answers;

public sealed class PayloadDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1,"b":3}""", "\"b\":3")]
    [InlineData("""{"a":null}""", """{"a":0}""", "\"a\":0")]
    [InlineData("""{"data":{"cpu":1,"x":2}}""", """{"data":{"cpu":5,"x":2}}""", """
        "data":{"cpu":5}
        """)]
    [InlineData(
        """{"rows":[{"name":"a","v":1},{"name":"b","v":1}]}""",
        """{"rows":[{"name":"a","v":1},{"name":"b","v":2},{"name":"c","v":3}]}""",
        """
        "rows":[{"name":"b","v":2},{"name":"c","v":3}]
        """)]
    [InlineData(
        """{"rows":[{"slot":"1","v":1},{"slot":"2","v":1}]}""",
        """{"rows":[{"slot":"1","v":1}]}""",
        """
        "rows":[],"removed_rows":["2"]
        """)]
    [InlineData("""{"rows":[1,2]}""", """{"rows":[1,3]}""", "\"rows\":[1,3]")]
    [InlineData("""{"rows":[{"name":"a"}]}""", """{"rows":[]}""", "\"rows\":[]")]
    public void Only_what_changed_is_written(string before, string after, string expected)
    {
        using var old = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        Assert.Equal(expected.Trim(), Encoding.UTF8.GetString(PayloadDifference.Of(old.RootElement, now.RootElement)));
    }
}
