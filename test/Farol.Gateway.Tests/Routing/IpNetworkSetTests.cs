using System.Net;
using Farol.Gateway.Routing;

namespace Farol.Gateway.Tests.Routing;

/// <summary>Whether an address is in one of many networks.</summary>
public sealed class IpNetworkSetTests
{
    [Theory]
    [InlineData("10.0.0.0", true)]
    [InlineData("10.255.255.255", true)]
    [InlineData("11.0.0.0", false)]
    [InlineData("9.255.255.255", false)]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("2001:db8:0:1::5", true)]
    [InlineData("2001:db9::", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    public void Addresses_are_in_or_out(string address, bool isIn)
    {
        // The second network lies within the first.
        var set = new IpNetworkSet([.. new[] { "10.0.0.0/8", "10.1.0.0/16", "192.0.2.7/32", "2001:db8::/32" }.Select(n => IPNetwork.Parse(n))]);
        Assert.Equal(isIn, set.Contains(IPAddress.Parse(address)));
    }

    [Fact]
    public void The_whole_of_each_family_can_be_said()
    {
        Assert.True(new IpNetworkSet([IPNetwork.Parse("0.0.0.0/0")]).Contains(IPAddress.Parse("203.0.113.1")));
        Assert.False(new IpNetworkSet([IPNetwork.Parse("0.0.0.0/0")]).Contains(IPAddress.Parse("2001:db8::1")));
        Assert.True(new IpNetworkSet([IPNetwork.Parse("::/0")]).Contains(IPAddress.Parse("2001:db8::1")));
        Assert.False(IpNetworkSet.None.Contains(IPAddress.Loopback));
    }

    [Fact]
    public void It_agrees_with_asking_each_network()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var networks = Enumerable.Range(0, random.Next(1, 20)).Select(_ => RandomNetwork(random)).ToList();
            var set = new IpNetworkSet(networks);
            for (var i = 0; i < 100; i++)
            {
                var address = new IPAddress([10, (byte)random.Next(4), (byte)random.Next(4), (byte)random.Next(256)]);
                Assert.Equal(networks.Any(n => n.Contains(address)), set.Contains(address));
            }
        }
    }

    private static IPNetwork RandomNetwork(Random random)
    {
        var length = random.Next(14, 33);
        var bits = 0x0A000000u | ((uint)random.Next(4) << 16) | ((uint)random.Next(4) << 8) | (uint)random.Next(256);
        bits &= uint.MaxValue << (32 - length);
        return new IPNetwork(new IPAddress([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]), length);
    }
}
