using Farol.Supervision;

namespace Functional.Tests.Running.Supervision;

public sealed class SupervisionRuleTests
{
    [Fact]
    public void The_first_restart_is_at_once_and_later_ones_wait_longer_until_it_ran_well()
    {
        var policy = new RestartPolicy();
        var waits = Enumerable.Range(0, 9).Select(_ => policy.Next(TimeSpan.FromSeconds(1)).TotalSeconds).ToList();
        Assert.Equal([0, 0.5, 1, 2, 5, 10, 30, 30, 30], waits);
        Assert.Equal(0, policy.Next(RestartPolicy.WellAfter).TotalSeconds);
    }

    [Fact]
    public void One_that_ran_a_while_is_not_kept_waiting_however_often_it_ends()
    {
        var policy = new RestartPolicy();
        Assert.Equal([0, 0.5, 1, 1, 1, 1, 1], Enumerable.Range(0, 7).Select(_ => policy.Next(TimeSpan.FromSeconds(10)).TotalSeconds));
    }

    [Fact]
    public void Three_crashes_on_one_document_ban_it_and_no_other()
    {
        var crashes = new CrashingDocument();
        crashes.Trying("a");
        Assert.False(crashes.Crashed());
        crashes.Trying("b");
        Assert.False(crashes.Crashed());
        crashes.Trying("b");
        Assert.False(crashes.Crashed());
        Assert.Null(crashes.Banned);
        Assert.True(crashes.Crashed());
        Assert.Equal("b", crashes.Banned);
        Assert.False(crashes.Crashed());
    }

    [Fact]
    public void A_document_that_crashes_before_it_is_kept_is_banned_though_each_start_is_on_the_kept_one()
    {
        var crashes = new CrashingDocument();
        foreach (var isLast in new[] { false, false, true })
        {
            crashes.Trying("kept");
            crashes.Trying("crashing");
            Assert.Equal(isLast, crashes.Crashed());
        }

        Assert.Equal("crashing", crashes.Banned);
    }

    [Fact]
    public void Crashes_of_long_ago_do_not_count_with_new_ones()
    {
        var crashes = new CrashingDocument();
        crashes.Trying("a");
        crashes.Crashed();
        crashes.Crashed();
        crashes.WasWell();
        Assert.False(crashes.Crashed());
    }

    [Theory]
    [InlineData(137, "signal 9")]
    [InlineData(139, "signal 11")]
    [InlineData(3, "exit code 3")]
    [InlineData(0, "it ended by itself")]
    public void An_end_is_told_in_words(int code, string words) => Assert.StartsWith(words, ExitText.For(code), StringComparison.Ordinal);

    [Fact]
    public void A_packet_and_a_state_survive_the_way()
    {
        var state = new ChildState { Name = "gateway", ProcessId = 17, Restarts = 2, LastEnd = "signal 9", LastEndAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123) };
        Assert.Equal(state, ChildState.From(Packet.Read(state.ToPacket().ToBytes())!));
        Assert.Null(Packet.Read([]));
        Assert.Throws<ArgumentException>(() => Packet.Of("start", "two\nlines").ToBytes());
        Assert.Throws<ArgumentException>(() => Packet.Of("start", new string('x', Packet.MaxBytes)).ToBytes());
    }
}
