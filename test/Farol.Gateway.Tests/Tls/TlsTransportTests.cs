using System.Security.Cryptography;
using Farol.Gateway.Tls;
using Testing.Support;

namespace Farol.Gateway.Tests.Tls;

public sealed class TlsTransportTests : IDisposable
{
    private readonly TlsFixture _tls = new();

    public void Dispose() => _tls.Dispose();

    [Theory]
    [InlineData((int)TlsVersion.Tls12)]
    [InlineData((int)TlsVersion.Tls13)]
    public void Bytes_cross_unharmed_both_ways(int version)
    {
        var client = TlsClientContext.Create(_tls.ClientOptions() with { MinimumVersion = (TlsVersion)version });
        using var pair = new TlsPair(_tls.Server(["a.test"]), client).Shake();
        Assert.True(pair.Server.Version >= (TlsVersion)version);
        foreach (var length in new[] { 1, 100, 16384, 16385, 100_000 })
        {
            var sent = RandomNumberGenerator.GetBytes(length);
            Assert.Equal(sent, Cross(pair.Client, pair.Server, sent));
            Assert.Equal(sent, Cross(pair.Server, pair.Client, sent));
        }
    }

    [Fact]
    public void Head_and_body_are_one_record()
    {
        using var pair = new TlsPair(_tls.Server(["a.test"]), _tls.Client()).Shake();
        Assert.Equal(150, pair.Server.Write(new byte[50], new byte[100]));
        var into = new byte[1000];
        var read = pair.Client.Read(into);
        for (; read == Transport.WouldBlock; read = pair.Client.Read(into))
        {
        }

        Assert.Equal(150, read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(16384)]
    [InlineData(40_000)]
    public void A_write_that_blocked_may_be_continued_with_other_cuts(int piece)
    {
        using var pair = new TlsPair(_tls.Server(["a.test"]), _tls.Client(), bufferBytes: 4096).Shake();
        var sent = RandomNumberGenerator.GetBytes(600_000);
        var received = new byte[sent.Length];
        var (written, read, blocked) = (0, 0, 0);
        for (var i = 0L; read < sent.Length && i < 100_000_000; i++)
        {
            // A long piece first, so that a whole record waits; after it blocked, pieces of the given length.
            var length = Math.Min(blocked == 0 ? sent.Length : piece, sent.Length - written);
            var copy = sent.AsSpan(written, length).ToArray();
            var count = length == 0 ? Transport.WouldBlock : i % 2 == 0 ? pair.Server.Write(copy) : pair.Server.Write(copy.AsSpan(0, length / 2), copy.AsSpan(length / 2));
            Assert.NotEqual(Transport.Broken, count);
            written += Math.Max(0, count);
            blocked += count == Transport.WouldBlock ? 1 : 0;
            if (count == Transport.WouldBlock)
            {
                read += Math.Max(0, pair.Client.Read(received.AsSpan(read)));
            }
        }

        Assert.True(blocked > 1);
        Assert.Equal(sent, received);
    }

    [Fact]
    public void An_orderly_end_is_told_from_a_cut()
    {
        using (var pair = new TlsPair(_tls.Server(["a.test"]), _tls.Client()).Shake())
        {
            pair.Client.ShutdownWrite();
            Assert.Equal(0, ReadEnd(pair.Server));
            Assert.False(pair.Server.WasTruncated);
            Assert.Equal(3, pair.Server.Write("bye"u8));
            Assert.Equal("bye"u8.ToArray(), TlsPair.ReadExactly(pair.Client, 3));
        }

        var sockets = new SocketPair();
        var server = _tls.Server(["a.test"]).Accept(SocketPair.GiveAway(sockets.Server))!;
        var descriptor = (int)sockets.Client.SafeHandle.DangerousGetHandle();
        sockets.Client.Blocking = false;
        var client = _tls.Client().Connect(descriptor, new TlsServerIdentity("a.test"), new TlsSessionCell())!;
        while (client.Handshake() != HandshakeOutcome.Done | server.Handshake() != HandshakeOutcome.Done)
        {
        }

        // Unread bytes (the ticket) would make the kernel send a reset.
        Assert.Equal(Transport.WouldBlock, client.Read(new byte[100]));
        sockets.Client.Dispose();
        Assert.Equal(Transport.Broken, ReadEnd(server));
        Assert.True(server.WasTruncated);
        server.Close();
    }

    [Fact]
    public void Nothing_is_allocated_for_a_read_or_a_write()
    {
        using var pair = new TlsPair(_tls.Server(["a.test"]), _tls.Client()).Shake();
        var into = new byte[20_000];
        var (first, second) = (new byte[300], new byte[8000]);
        Exchange(50);
        Assert.Equal(0, Allocations.Steady(() => Exchange(1000)));

        void Exchange(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                _ = pair.Server.Write(first, second);
                for (var read = 0; read < first.Length + second.Length;)
                {
                    read += Math.Max(0, pair.Client.Read(into));
                }

                _ = pair.Client.Read(into);
                _ = pair.Client.HasPendingRead;
            }
        }
    }

    [Fact]
    public void What_waits_above_the_socket_is_announced()
    {
        using var pair = new TlsPair(_tls.Server(["a.test"]), _tls.Client()).Shake();
        Assert.Equal(1000, pair.Client.Write(new byte[1000]));
        var into = new byte[600];
        var read = Transport.WouldBlock;
        while (read == Transport.WouldBlock)
        {
            read = pair.Server.Read(into);
        }

        Assert.Equal(600, read);
        Assert.True(pair.Server.HasPendingRead);
        Assert.Equal(400, pair.Server.Read(into));
        Assert.Equal(Transport.WouldBlock, pair.Server.Read(into));
        Assert.False(pair.Server.HasPendingRead);
    }

    [Fact]
    public void After_closing_every_call_is_harmless()
    {
        using var pair = new TlsPair(_tls.Server(["a.test"]), _tls.Client()).Shake();
        pair.Server.Close();
        pair.Server.Close();
        Assert.Equal(Transport.Broken, pair.Server.Read(new byte[10]));
        Assert.Equal(Transport.Broken, pair.Server.Write(new byte[10]));
        Assert.False(pair.Server.HasPendingRead);
        Assert.Null(pair.Server.ServerName);
    }

    private static int ReadEnd(Transport from)
    {
        var read = Transport.WouldBlock;
        for (var i = 0L; read == Transport.WouldBlock && i < 10_000_000; i++)
        {
            read = from.Read(new byte[100]);
        }

        return read;
    }

    private static byte[] Cross(Transport from, Transport to, byte[] bytes)
    {
        var received = new byte[bytes.Length];
        var (written, read) = (0, 0);
        for (var i = 0L; read < bytes.Length && i < 10_000_000; i++)
        {
            written += written < bytes.Length ? Math.Max(0, from.Write(bytes.AsSpan(written))) : 0;
            read += Math.Max(0, to.Read(received.AsSpan(read)));
        }

        return received;
    }
}
