using Farol.Devices.Vrp.Subscribers;
using Generated = Testing.Support.SubscriberListing;

namespace Farol.Devices.Tests.Vrp.Subscribers;

public sealed class SubscriberListingVolumeTests
{
    private const int Subscribers = 20_000;

    /// <summary>
    /// The record 80, its place in a list that grows from a guess, the login about 60, an IPv6 address about 70 on six of ten.
    /// </summary>
    private const int MaxBytesPerSubscriber = 240;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Twenty_thousand_subscribers_come_back_as_they_were_written(int seed)
    {
        var rows = Generated.Rows(Subscribers, seed);
        var listing = SubscriberListingParser.Parse(Generated.Text(rows));
        Assert.Equal(0, listing.UnreadLines);
        Assert.Equal(Subscribers, listing.Totals.Total);
        Assert.Equal(rows, listing.Subscribers.Select(row => new Generated.Row(
            row.UserId, row.Username, row.Interface!, row.IpAddress, row.Mac!, row.PeVlan!.Value, row.CeVlan, row.Ipv6Address, row.AccessType!)));
    }

    [Fact]
    public void A_listing_costs_few_bytes_a_subscriber()
    {
        var text = Generated.Text(Subscribers);
        SubscriberListingParser.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SubscriberListingParser.Parse(text);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Subscribers;
        Assert.InRange(bytes, 1, MaxBytesPerSubscriber);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes:0} bytes a subscriber");
    }

    [Fact]
    public void Walking_a_listing_allocates_nothing_a_row()
    {
        var text = Generated.Text(Subscribers);
        Count(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Subscribers, Count(text));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Subscribers / 10);
    }

    private static int Count(string text)
    {
        var reader = new SubscriberReader(text);
        var count = 0;
        while (reader.MoveNext())
        {
            count++;
        }

        return count;
    }
}
