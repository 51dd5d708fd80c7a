namespace Farol.Link.Tests;

public sealed class LinkVersionTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 9, 2)]
    [InlineData(2, 9, 2)]
    [InlineData(0, 1, 1)]
    [InlineData(3, 9, null)]
    [InlineData(0, 0, null)]
    [InlineData(9, 1, null)]
    public void The_highest_that_both_know_is_spoken(int lowest, int highest, int? expected) =>
        Assert.Equal((uint?)expected, LinkVersion.Negotiate((uint)lowest, (uint)highest));
}
