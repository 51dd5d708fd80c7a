using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Tests.Vrp.Reading;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("CPU Usage            : 15% Max: 81%", "CPU Usage", "15% Max: 81%")]
    [InlineData("Online time (h:min:sec) : 61:18:02", "Online time (h:min:sec)", "61:18:02")]
    [InlineData("Description:", "Description", "")]
    [InlineData("A (b: 1", "A (b", "1")]
    public void A_line_splits_at_the_colon_that_ends_its_key(string line, string key, string value)
    {
        Assert.True(KeyValue.TrySplit(line, out var k, out var v));
        Assert.Equal((key, value), (k.ToString(), v.ToString()));
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-5", -5L)]
    [InlineData("18446744073709551616", long.MaxValue)]
    [InlineData("99999999999999999999999999999999999999", long.MaxValue)]
    [InlineData("9223372036854775806", long.MaxValue - 1)]
    [InlineData("12a", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    public void Integers_saturate(string text, long? expected) => Assert.Equal(expected, Number.Integer(text));

    [Theory]
    [InlineData("54%", 54.0)]
    [InlineData("0.01%", 0.01)]
    [InlineData(" 97 % ", 97.0)]
    [InlineData("--", null)]
    [InlineData("**%", null)]
    [InlineData("54", null)]
    public void Percentages_carry_their_sign(string text, double? expected) => Assert.Equal(expected, Number.Percent(text));

    [Theory]
    [InlineData("-1.47dBm", -1.47)]
    [InlineData("53.5 V", 53.5)]
    [InlineData("--", null)]
    [InlineData("1.2.3", 1.2)]
    public void Decimals_may_be_followed_by_a_unit(string text, double? expected) => Assert.Equal(expected, Number.LeadingDecimal(text));

    [Theory]
    [InlineData("72 days, 15 hours, 51 minutes", 6_277_860L)]
    [InlineData("0 day, 5 hours, 9 minutes", 18_540L)]
    [InlineData("1 week, 1 day, 1 hour, 1 minute", 694_860L)]
    [InlineData("0841h32m", 3_029_520L)]
    [InlineData("00:17:49", 1_069L)]
    [InlineData("61:18:02", 220_682L)]
    [InlineData("9999999999999999999999h", long.MaxValue)]
    [InlineData("5 parsecs", null)]
    [InlineData("10:46", null)]
    [InlineData("", null)]
    public void Lengths_of_time_are_seconds(string text, long? expected) => Assert.Equal(expected, Moment.Seconds(text));

    [Theory]
    [InlineData("2021-02-25 10:46:53 787", null)]
    [InlineData("2021-02-25 10:46:53", "2021-02-25T10:46:53")]
    [InlineData("2023/09/15 15:05:38", "2023-09-15T15:05:38")]
    [InlineData("2020-02-02 17:02:34+08:00", "2020-02-02T17:02:34")]
    [InlineData("2023-09-09 19:08:17-04:00", "2023-09-09T19:08:17")]
    [InlineData("2021-02-30 10:46:53", null)]
    public void Dates_are_in_the_routers_zone(string text, string? expected) =>
        Assert.Equal(expected, Moment.Local(text)?.ToString("s"));

    [Theory]
    [InlineData("2023-09-09 19:08:17-04:00", -240)]
    [InlineData("2020-02-02 17:02:34+08:00", 480)]
    [InlineData("2020-02-02 17:02:34+05:30", 330)]
    [InlineData("2020-02-02 17:02:34", null)]
    public void An_offset_is_read_when_it_is_there(string text, int? minutes) =>
        Assert.Equal(minutes, Moment.Offset(text)?.TotalMinutes);

    [Theory]
    [InlineData("Dual-Stack  Users", "dual stack users", true)]
    [InlineData("Rx  Power", "rx power", true)]
    [InlineData("Rx Power", "rx pow", false)]
    [InlineData("", "", true)]
    public void Keys_differ_in_signs_and_case_only(string text, string key, bool same) =>
        Assert.Equal(same, text.AsSpan().IsKey(key));

    [Fact]
    public void Words_come_off_both_ends()
    {
        var tokens = new TokenReader("  GigabitEthernet1/0/0(10G)   up \t down  0  ");
        Assert.Equal("0", tokens.Last().ToString());
        Assert.Equal("GigabitEthernet1/0/0(10G)", tokens.First().ToString());
        Assert.Equal("up \t down", tokens.Rest.ToString());
        Assert.Equal("down", tokens.Last().ToString());
        Assert.Equal("up", tokens.Last().ToString());
        Assert.True(tokens.Last().IsEmpty);
        Assert.True(tokens.First().IsEmpty);
    }

    [Fact]
    public void Equal_pieces_share_one_string()
    {
        var pool = new StringPool();
        Assert.Same(pool.Get("Eth-Trunk1"), pool.Get("xEth-Trunk1".AsSpan(1)));
        Assert.Null(pool.GetOrNull(" -- "));
    }
}
