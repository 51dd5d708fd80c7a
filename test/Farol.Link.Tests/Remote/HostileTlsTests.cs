using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Farol.Link.Endpoints;
using Farol.Link.Framing;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Link.Tests.Remote;

/// <summary>Whoever comes to the link's port without being a gateway: each is refused and told why, and the others are served.</summary>
public sealed class HostileTlsTests
{
    [Fact]
    public async Task Rubbish_instead_of_TLS_is_refused()
    {
        await using var control = new RemoteControl();
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            using var bare = new TcpClient(control.Address.Host, control.Address.Port);
            var rubbish = new byte[random.Next(1, 3000)];
            random.NextBytes(rubbish);
            await bare.GetStream().WriteAsync(rubbish, TestContext.Current.CancellationToken);
        }

        await Eventually.True(() => control.Control.Told.Count(t => t.Contains("no TLS 1.3 came about", StringComparison.Ordinal)) == 20, "each is refused");
        await StillServesAsync(control);
    }

    [Fact]
    public async Task An_older_TLS_is_refused()
    {
        await using var control = new RemoteControl();
        using var bare = new TcpClient(control.Address.Host, control.Address.Port);
        await using var tls = new SslStream(bare.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = "farol", EnabledSslProtocols = SslProtocols.Tls12, RemoteCertificateValidationCallback = (_, c, _, _) => c is not null };
        await Assert.ThrowsAnyAsync<AuthenticationException>(() => tls.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken));
        await StillServesAsync(control);
    }

    [Fact]
    public async Task Half_open_connections_keep_nobody_out()
    {
        await using var control = new RemoteControl();
        var silent = new List<TcpClient>();
        for (var i = 0; i < 40; i++)
        {
            silent.Add(new TcpClient(control.Address.Host, control.Address.Port));
        }

        // More than one address may have at a time are refused at once, the others when their time is over.
        await control.ToldAsync("connections from there have not said yet who they are");
        await control.ToldAsync("it did not say who it is within 2 s");
        await StillServesAsync(control);
        silent.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task Without_a_certificate_one_may_join_and_nothing_else()
    {
        await using var control = new RemoteControl();
        await using var frames = await FramesAsync(control);
        await frames.WriteAsync(new Envelope { Hello = new Hello { LowestVersion = 1, HighestVersion = 1, Gateway = "edge-1" } }, 1000, TestContext.Current.CancellationToken);
        var answer = await frames.ReadAsync(1000, TestContext.Current.CancellationToken);
        Assert.Contains("a gateway without a certificate joins first", answer!.Goodbye.Reason, StringComparison.Ordinal);
        await control.ToldAsync("a gateway without a certificate joins first");
    }

    [Fact]
    public async Task A_signing_request_that_is_none_costs_no_token()
    {
        await using var control = new RemoteControl();
        var token = control.Registry.Token("edge-1");
        await using (var frames = await FramesAsync(control))
        {
            await frames.WriteAsync(new Envelope { AuthorityWanted = new AuthorityWanted() }, 1000, TestContext.Current.CancellationToken);
            Assert.NotNull((await frames.ReadAsync(4000, TestContext.Current.CancellationToken))!.AuthorityShown);
            await frames.WriteAsync(new Envelope { MetricsWanted = new MetricsWanted() }, 1000, TestContext.Current.CancellationToken);
            Assert.Contains("it sent MetricsWanted instead of JoinRequest", (await frames.ReadAsync(1000, TestContext.Current.CancellationToken))!.Goodbye.Reason, StringComparison.Ordinal);
        }

        Assert.Equal("edge-1", (await control.JoinAsync(token)).Name);
    }

    [Fact]
    public async Task A_pulled_cable_is_noticed_at_both_ends_and_mended()
    {
        await using var control = new RemoteControl();
        await using var cable = new Cable(control.Address);
        var identity = await control.JoinAsync(control.Registry.Token("edge-1"));
        await using var gateway = new RemoteGateway(cable.Address, identity);
        await control.ToldAsync("connected edge-1");
        await Eventually.True(() => gateway.Link.IsLinked, "the gateway knows it too");
        cable.IsPulled = true;
        await control.ToldAsync("disconnected nothing came for 2 s");
        await gateway.ToldAsync("nothing came for 2 s");
        cable.IsPulled = false;
        await Eventually.True(() => gateway.Link.IsLinked, "it is linked again");
    }

    private static async Task<FrameStream> FramesAsync(RemoteControl control)
    {
        var (tls, shown) = await TlsDial.ConnectAsync(control.Address, identity: null, TestContext.Current.CancellationToken);
        shown.Dispose();
        return new FrameStream(tls);
    }

    private static async Task StillServesAsync(RemoteControl control)
    {
        await using var gateway = new RemoteGateway(control.Address, await control.JoinAsync(control.Registry.Token("edge-9")));
        await control.ToldAsync("connected edge-9");
    }
}
