using System.Net;
using Farol.Configuration.Gateway;

namespace Farol.Configuration.Tests.Gateway;

public sealed class OwnAddressesTests
{
    private readonly List<IPAddress> _interfaces = [IPAddress.Parse("192.0.2.1")];
    private int _reads;

    [Fact]
    public void Nothing_is_read_until_somebody_asks_and_after_that_with_each_refresh()
    {
        var own = new OwnAddresses(Read);
        own.Refresh();
        Assert.Equal(0, _reads);
        Assert.True(own.Contains(IPAddress.Parse("::ffff:192.0.2.1")));
        _interfaces.Add(IPAddress.Parse("192.0.2.2"));
        Assert.False(own.Contains(IPAddress.Parse("192.0.2.2")));
        Assert.Equal(1, _reads);
        own.Refresh();
        Assert.True(own.Contains(IPAddress.Parse("192.0.2.2")));
        Assert.Equal(2, _reads);
    }

    private List<IPAddress> Read()
    {
        _reads++;
        return _interfaces;
    }
}
