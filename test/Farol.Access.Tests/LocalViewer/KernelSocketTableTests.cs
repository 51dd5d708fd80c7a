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

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    public async Task An_open_connection_is_found_in_both_ways_and_a_closed_one_in_none(string address, bool clientIsIPv6)
    {
        var token = TestContext.Current.CancellationToken;
        var table = new KernelSocketTable();
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var client = clientIsIPv6
            ? new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true }
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var target = (IPEndPoint)listener.LocalEndpoint;
        await client.ConnectAsync(clientIsIPv6 ? target.Address.MapToIPv6() : target.Address, target.Port, token);
        using var server = await listener.AcceptSocketAsync(token);
        var peer = (IPEndPoint)server.RemoteEndPoint!;
        var local = (IPEndPoint)server.LocalEndPoint!;
        var elsewhere = new IPEndPoint(local.Address, 1);

        Assert.True(SocketDiagnostics.TryFind(peer, local, out var owner));
        Assert.Equal(table.OwnUserId, owner);
        Assert.Equal(table.OwnUserId, KernelSocketTable.FindInTable(peer, local));
        Assert.False(SocketDiagnostics.TryFind(peer, elsewhere, out _));
        Assert.Null(table.FindUserId(peer, elsewhere));

        client.Dispose();
        SocketDiagnostics.TryFind(peer, local, out owner);
        Assert.Null(owner);
        Assert.Null(KernelSocketTable.FindInTable(peer, local));
    }

    [Fact]
    public void A_port_that_only_listens_is_nobodys_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var listening = (IPEndPoint)listener.LocalEndpoint;

        Assert.Null(new KernelSocketTable().FindUserId(listening, new IPEndPoint(IPAddress.Loopback, 9)));
    }
}
