using System.Diagnostics;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Tests.Tls;

public sealed class TlsServerContextTests : IDisposable
{
    private readonly TlsFixture _tls = new();

    public void Dispose() => _tls.Dispose();

    [Theory]
    [InlineData("a.test", "CN=a.test")]
    [InlineData("A.Test", "CN=a.test")]
    [InlineData("x.b.test", "CN=*.b.test")]
    [InlineData("x.y.b.test", "CN=default.test")]
    [InlineData("b.test", "CN=default.test")]
    [InlineData("unknown.test", "CN=default.test")]
    [InlineData("exact.b.test", "CN=exact.b.test")]
    public void A_certificate_is_chosen_by_the_name_asked_for(string asked, string subject)
    {
        var server = _tls.Server(["default.test"], ["a.test"], ["*.b.test"], ["exact.b.test"]);
        using var pair = new TlsPair(server, Unverified(), asked).Shake();
        Assert.Equal(subject, pair.Client.Peer()!.Subject);
        Assert.Equal(asked, pair.Server.ServerName);
    }

    [Fact]
    public void Who_asks_for_no_name_gets_the_first_certificate()
    {
        using var pair = new TlsPair(_tls.Server(["default.test"], ["a.test"]), Unverified(), "127.0.0.1").Shake();
        Assert.Equal("CN=default.test", pair.Client.Peer()!.Subject);
        Assert.Null(pair.Server.ServerName);
    }

    [Theory]
    [InlineData(true, true, (int)ApplicationProtocol.Http2)]
    [InlineData(true, false, (int)ApplicationProtocol.Http11)]
    [InlineData(false, false, (int)ApplicationProtocol.Http11)]
    public void A_protocol_is_agreed_on(bool serverHasHttp2, bool clientAsksHttp2, int expected)
    {
        var server = TlsServerContext.Create(_tls.ServerOptions(["a.test"]) with { Http2 = serverHasHttp2 });
        using var pair = new TlsPair(server, TlsClientContext.Create(_tls.ClientOptions() with { Http2 = clientAsksHttp2 })).Shake();
        Assert.Equal((ApplicationProtocol)expected, pair.Server.Protocol);
        Assert.Equal((ApplicationProtocol)expected, pair.Client.Protocol);
    }

    [Fact]
    public void A_protocol_that_is_not_spoken_is_refused()
    {
        var server = TlsServerContext.Create(_tls.ServerOptions(["a.test"]) with { Http2 = false });
        using var pair = new TlsPair(server, TlsClientContext.Create(_tls.ClientOptions() with { Http2 = true })).Shake();
        Assert.Equal(HandshakeFailure.ApplicationProtocol, pair.Server.Failure);
        Assert.Equal(1, _tls.ServerCounters.Failed(HandshakeFailure.ApplicationProtocol));
        Assert.Equal(HandshakeFailure.PeerAlert, pair.Client.Failure);
    }

    [Fact]
    public void A_session_is_resumed_also_by_a_context_that_came_later()
    {
        var (client, sessions) = (_tls.Client(), new TlsSessionCell());
        Assert.False(Use(_tls.Server(["a.test"]), client, sessions));
        Assert.True(Use(_tls.Server(["a.test"]), client, sessions));
        Assert.True(Use(_tls.Server(["a.test"]), client, sessions));
        Assert.Equal((3, 2), (_tls.ServerCounters.Completed, _tls.ServerCounters.Resumed));
    }

    [Fact]
    public void Tickets_outlive_one_change_of_keys_and_not_two()
    {
        var (server, client, sessions) = (_tls.Server(["a.test"]), _tls.Client(), new TlsSessionCell());
        _ = Use(server, client, sessions);
        _tls.TicketKeys.Rotate();
        Assert.True(Use(server, client, sessions));
        // The ticket was renewed with the new key.
        _tls.TicketKeys.Rotate();
        Assert.True(Use(server, client, sessions));
        _tls.TicketKeys.Rotate();
        _tls.TicketKeys.Rotate();
        Assert.False(Use(server, client, sessions));
    }

    [Fact]
    public void A_session_without_a_client_certificate_opens_no_listener_that_asks_for_one()
    {
        var (client, sessions) = (_tls.Client(), new TlsSessionCell());
        _ = Use(_tls.Server(["a.test"]), client, sessions);
        var strict = TlsServerContext.Create(Strict(ClientCertificateMode.Required));
        using var pair = new TlsPair(strict, client, sessions: sessions).Shake();
        Assert.Equal(HandshakeFailure.CertificateMissing, pair.Server.Failure);
    }

    [Theory]
    [InlineData((int)ClientCertificateMode.Optional, true)]
    [InlineData((int)ClientCertificateMode.Optional, false)]
    [InlineData((int)ClientCertificateMode.Required, true)]
    public void A_client_proves_who_it_is(int mode, bool shows)
    {
        var client = TlsClientContext.Create(_tls.ClientOptions() with { Certificate = shows ? _tls.Source(["client.test"], subject: "CN=Ana, O=Norte") : null });
        using var pair = new TlsPair(TlsServerContext.Create(Strict((ClientCertificateMode)mode)), client).Shake();
        var peer = pair.Server.Peer();
        Assert.Equal(shows ? "CN=Ana, O=Norte" : null, peer?.Subject);
        Assert.Equal(shows ? 64 : null, peer?.Fingerprint.Length);
        Assert.Equal(HandshakeFailure.None, pair.Server.Failure);
    }

    [Fact]
    public void A_certificate_of_another_authority_is_refused_also_where_none_is_required()
    {
        using var stranger = new TestCertificates();
        var (certificate, key) = stranger.Make(["client.test"]);
        var client = TlsClientContext.Create(_tls.ClientOptions() with { Certificate = TlsCertificateSource.FromMemory("stranger", certificate, key) });
        using var pair = new TlsPair(TlsServerContext.Create(Strict(ClientCertificateMode.Optional)), client).Shake();
        Assert.Equal(HandshakeFailure.CertificateRefused, pair.Server.Failure);
        Assert.Contains("the certificate is not accepted", pair.Server.FailureText, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_that_do_not_meet_are_counted()
    {
        var server = TlsServerContext.Create(_tls.ServerOptions(["a.test"]) with { MinimumVersion = TlsVersion.Tls13 });
        var sockets = new SocketPair();
        var transport = server.Accept(SocketPair.GiveAway(sockets.Server))!;
        using var stream = new System.Net.Security.SslStream(new System.Net.Sockets.NetworkStream(sockets.Client), false, TlsFixture.IsOurs);
        var shaking = stream.AuthenticateAsClientAsync(new System.Net.Security.SslClientAuthenticationOptions
        {
            TargetHost = "a.test",
            EnabledSslProtocols = System.Security.Authentication.SslProtocols.Tls12,
        }, TestContext.Current.CancellationToken);
        Assert.Equal(HandshakeOutcome.Failed, ShakeAlone(transport));
        Assert.Equal(HandshakeFailure.Version, transport.Failure);
        transport.Close();
        _ = shaking.ContinueWith(t => t.Exception, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n", (int)HandshakeFailure.NotTls)]
    [InlineData("SSH-2.0-OpenSSH_9.2p1 Debian\r\n", (int)HandshakeFailure.NotTls)]
    public void What_is_not_TLS_is_said_so(string sent, int expected)
    {
        using var sockets = new SocketPair();
        var transport = _tls.Server(["a.test"]).Accept(SocketPair.GiveAway(sockets.Server))!;
        _ = sockets.Client.Send(System.Text.Encoding.ASCII.GetBytes(sent));
        Assert.Equal(HandshakeOutcome.Failed, ShakeAlone(transport));
        Assert.Equal((HandshakeFailure)expected, transport.Failure);
        transport.Close();
    }

    [Fact]
    public void Who_leaves_in_the_middle_is_counted_as_gone()
    {
        using var sockets = new SocketPair();
        var transport = _tls.Server(["a.test"]).Accept(SocketPair.GiveAway(sockets.Server))!;
        _ = sockets.Client.Send([0x16, 0x03, 0x01, 0x02, 0x00]);
        sockets.Client.Dispose();
        Assert.Equal(HandshakeOutcome.Failed, ShakeAlone(transport));
        Assert.Equal(HandshakeFailure.PeerLeft, transport.Failure);
        transport.Close();
    }

    [Fact]
    public void Random_bytes_end_a_handshake_and_nothing_else()
    {
        var server = _tls.Server(["a.test"]);
        var random = new Random(20_260);
        for (var i = 0; i < 300; i++)
        {
            using var sockets = new SocketPair();
            var transport = server.Accept(SocketPair.GiveAway(sockets.Server))!;
            var bytes = new byte[random.Next(1, 2000)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
            {
                // The beginning of a good ClientHello record, so that more than the first check is met.
                new byte[] { 0x16, 0x03, 0x01, (byte)(bytes.Length >> 8), (byte)bytes.Length, 0x01, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, 3, 3 }.AsSpan(0, Math.Min(11, bytes.Length)).CopyTo(bytes);
            }

            _ = sockets.Client.Send(bytes);
            sockets.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            Assert.Equal(HandshakeOutcome.Failed, ShakeAlone(transport));
            transport.Close();
        }
    }

    [Fact]
    public async Task A_handshake_in_pieces_of_one_byte_succeeds()
    {
        using var sockets = new SocketPair();
        var transport = _tls.Server(["a.test"]).Accept(SocketPair.GiveAway(sockets.Server))!;
        var served = Task.Run(() =>
        {
            var outcome = ShakeAlone(transport);
            _ = TlsPair.ReadExactly(transport, 5);
            return outcome;
        }, TestContext.Current.CancellationToken);
        await using var dripping = new DrippingStream(sockets.Client);
        await using var stream = new System.Net.Security.SslStream(dripping, false, TlsFixture.IsOurs);
        await stream.AuthenticateAsClientAsync("a.test");
        await stream.WriteAsync("hello"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(HandshakeOutcome.Done, await served.WaitAsync(TlsPair.MaxWait, TestContext.Current.CancellationToken));
        transport.Close();
    }

    [Fact]
    public async Task An_acme_server_sees_the_challenges_certificate_and_others_do_not()
    {
        var options = _tls.ServerOptions(["a.test"]) with { ChallengeCertificates = [_tls.Source(["a.test"], subject: "CN=challenge")] };
        var server = TlsServerContext.Create(options);
        using (var ordinary = new TlsPair(server, Unverified()).Shake())
        {
            Assert.Equal("CN=a.test", ordinary.Client.Peer()!.Subject);
        }

        using var sockets = new SocketPair();
        var transport = server.Accept(SocketPair.GiveAway(sockets.Server))!;
        using var stream = new System.Net.Security.SslStream(new System.Net.Sockets.NetworkStream(sockets.Client), false, TlsFixture.IsOurs);
        var shaking = stream.AuthenticateAsClientAsync(new System.Net.Security.SslClientAuthenticationOptions
        {
            TargetHost = "a.test",
            ApplicationProtocols = [new System.Net.Security.SslApplicationProtocol("acme-tls/1")],
        }, TestContext.Current.CancellationToken);
        Assert.Equal(HandshakeOutcome.Done, await Task.Run(() => ShakeAlone(transport), TestContext.Current.CancellationToken));
        Assert.Equal(ApplicationProtocol.AcmeChallenge, transport.Protocol);
        await shaking.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal("CN=challenge", stream.RemoteCertificate!.Subject);
        transport.Close();
    }

    private static HandshakeOutcome ShakeAlone(TlsTransport transport)
    {
        var outcome = HandshakeOutcome.WantRead;
        for (var begun = Stopwatch.StartNew(); begun.Elapsed < TlsPair.MaxWait && outcome is HandshakeOutcome.WantRead or HandshakeOutcome.WantWrite; Thread.Yield())
        {
            outcome = transport.Handshake();
        }

        return outcome;
    }

    /// <summary>A whole connection with a byte each way, so that the ticket arrives.</summary>
    private static bool Use(TlsServerContext server, TlsClientContext client, TlsSessionCell sessions)
    {
        using var pair = new TlsPair(server, client, sessions: sessions).Shake();
        Assert.Equal(HandshakeFailure.None, pair.Client.Failure);
        Assert.Equal(1, pair.Server.Write([1]));
        _ = TlsPair.ReadExactly(pair.Client, 1);
        return pair.Server.IsResumed;
    }

    private TlsClientContext Unverified() => TlsClientContext.Create(_tls.ClientOptions() with { Verify = false });

    private TlsServerOptions Strict(ClientCertificateMode mode) =>
        _tls.ServerOptions(["a.test"]) with { ClientCertificates = mode, ClientAuthority = TlsAuthoritySource.FromFile(_tls.AuthorityFile) };
}
