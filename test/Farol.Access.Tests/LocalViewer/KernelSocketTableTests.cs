using System.Net;
using System.Net.Sockets;
using Farol.Access.LocalViewer;

namespace Farol.Access.Tests.LocalViewer;

public sealed class KernelSocketTableTests
{
    private const string Own = "0100007F:D431";
    private const string Other = "0100007F:1F40";

    [Fact]
    public void Ends_are_written_as_the_kernel_writes_them()
    {
        Assert.Equal("0100007F:1F40", KernelSocketTable.Format(new IPEndPoint(IPAddress.Loopback, 8000), toIpv6: false));
        Assert.Equal(
            "00000000000000000000000001000000:1F40", KernelSocketTable.Format(new IPEndPoint(IPAddress.IPv6Loopback, 8000), toIpv6: true));
        Assert.Equal(
            "0000000000000000FFFF00000100007F:1F40", KernelSocketTable.Format(new IPEndPoint(IPAddress.Loopback, 8000), toIpv6: true));
    }

    [Theory]
    [InlineData($"   1: {Own} {Other} 01 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000 20", 1000u)]
    [InlineData($"   1: {Own} {Other} 06 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000 20", null)]
    [InlineData($"   1: {Own} {Other} 01 00000000:00000000 00:00000000 00000000     0        0 0 1 0000 20", null)]
    [InlineData($"   1: {Other} {Own} 01 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000 20", null)]
    [InlineData($"   1: {Own} 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000 20", null)]
    [InlineData($"   1: {Own} {Other} 01", null)]
    [InlineData("", null)]
    [InlineData("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode", null)]
    public void Only_the_established_socket_with_these_ends_counts(string line, uint? owner) =>
        Assert.Equal(owner, KernelSocketTable.Match(line, Own, Other));

    [Fact]
    public async Task An_open_connection_is_found_and_a_closed_one_is_not()
    {
        var token = TestContext.Current.CancellationToken;
        var table = new KernelSocketTable();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, token);
        using var server = await listener.AcceptSocketAsync(token);
        var peer = (IPEndPoint)server.RemoteEndPoint!;
        var local = (IPEndPoint)server.LocalEndPoint!;

        Assert.Equal(table.OwnUserId, table.FindUserId(peer, local));
        Assert.Null(table.FindUserId(peer, new IPEndPoint(IPAddress.Loopback, 1)));

        client.Dispose();
        Assert.Null(table.FindUserId(peer, local));
    }
}
