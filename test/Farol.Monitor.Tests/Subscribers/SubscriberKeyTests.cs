using Farol.Monitor.Subscribers;

namespace Farol.Monitor.Tests.Subscribers;

public sealed class SubscriberKeyTests
{
    [Theory]
    [InlineData("joao@isp.com.br", null, null, "login", "joao@isp.com.br")]
    [InlineData(null, "100.64.1.2", null, "ip", "100.64.1.2")]
    [InlineData(null, "2001:DB8::1", null, "ipv6", "2001:db8::1")]
    [InlineData(null, null, "00:E0:FC:12:34:56", "mac", "00e0-fc12-3456")]
    [InlineData(null, null, "00e0-fc12-3456", "mac", "00e0-fc12-3456")]
    [InlineData(null, null, "00e0.fc12.3456", "mac", "00e0-fc12-3456")]
    public void A_key_is_written_as_the_router_takes_it(string? login, string? ip, string? mac, string kind, string value)
    {
        Assert.Equal(new SubscriberKey(kind, value), SubscriberKey.Read(login, ip, mac, out _, out _));
    }

    [Theory]
    [InlineData(null, null, null, "login")]
    [InlineData("a", "1.2.3.4", null, "login")]
    [InlineData("a b", null, null, "login")]
    [InlineData("a|include", null, null, "login")]
    [InlineData("a;reboot", null, null, "login")]
    [InlineData("a>x", null, null, "login")]
    [InlineData("a?", null, null, "login")]
    [InlineData("joão", null, null, "login")]
    [InlineData("a\nb", null, null, "login")]
    [InlineData(null, "1.2.3", null, "ip")]
    [InlineData(null, "1", null, "ip")]
    [InlineData(null, "0x7f.1", null, "ip")]
    [InlineData(null, "fe80::1%eth0", null, "ip")]
    [InlineData(null, "1.2.3.4 verbose", null, "ip")]
    [InlineData(null, null, "00e0-fc12-345", "mac")]
    [InlineData(null, null, "00e0fc123456 | count", "mac")]
    public void Anything_else_is_refused_naming_the_field(string? login, string? ip, string? mac, string expected)
    {
        Assert.Null(SubscriberKey.Read(login, ip, mac, out var field, out var error));
        Assert.Equal(expected, field);
        Assert.NotEmpty(error);
    }
}
