using Farol.Link.Endpoints;
using Farol.Link.Joining;
using Farol.Link.Tests.Documents;
using Testing.Support;

namespace Farol.Link.Tests.Remote;

/// <summary>Gateways of other machines: joining, linking, and every way of not being allowed to.</summary>
public sealed class TlsLinkTests
{
    [Fact]
    public async Task A_gateway_joins_with_its_token_and_is_fed_under_the_name_of_its_certificate()
    {
        await using var control = new RemoteControl();
        var identity = await control.JoinAsync(JoinToken.Parse(control.Registry.Token("edge-1").Text));
        Assert.Equal("edge-1", identity.Name);
        await using var gateway = new RemoteGateway(control.Address, identity);
        await control.ToldAsync("connected edge-1 edge-1 at 127.0.0.1:");
        control.Link.Publish(DocumentChangesTests.Document(4, "here"), DocumentChangesTests.Document(4, "there"));
        await Eventually.True(() => gateway.Gateway.Documents.Any(d => d.Revision == 4), "the document comes");
        Assert.True(gateway.Gateway.Documents.Single().Json.Span.SequenceEqual(DocumentChangesTests.Document(4, "there").Json.Span));
        await gateway.ToldAsync("connected 1.2.3");
    }

    [Fact]
    public async Task A_token_is_good_once()
    {
        await using var control = new RemoteControl();
        var token = control.Registry.Token("edge-1");
        await control.JoinAsync(token);
        var refused = await Assert.ThrowsAsync<LinkException>(() => control.JoinAsync(token));
        Assert.Equal(LinkFault.Peer, refused.Fault);
        Assert.Contains("the token is unknown or used", refused.Message, StringComparison.Ordinal);
        await control.ToldAsync("the token is unknown or used");
    }

    [Fact]
    public async Task A_token_is_not_shown_to_another_control_plane()
    {
        await using var control = new RemoteControl();
        await using var other = new RemoteControl();
        var token = control.Registry.Token("edge-1");
        var refused = await Assert.ThrowsAsync<LinkException>(() => other.JoinAsync(token));
        Assert.Contains("another control plane than the one that made the token", refused.Message, StringComparison.Ordinal);
        Assert.Equal("edge-1", (await control.JoinAsync(token)).Name);
    }

    [Fact]
    public async Task Certificates_of_another_installation_are_refused_at_both_ends()
    {
        await using var control = new RemoteControl();
        await using var other = new RemoteControl();
        var foreign = await other.JoinAsync(other.Registry.Token("edge-1"));
        await using var distrusting = new RemoteGateway(control.Address, foreign);
        await distrusting.ToldAsync("is not the control plane that this gateway joined: its certificate is not of this installation");
        await using var trusting = new RemoteGateway(control.Address, RemoteControl.Foreign(foreign, control.Authority.Certificate));
        await control.ToldAsync("somebody: its certificate is not of this installation");
        await trusting.ToldAsync("the control plane refuses: its certificate is not of this installation");
        Assert.DoesNotContain(control.Control.Told, t => t.StartsWith("connected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateways_certificate_does_not_stand_for_the_control_plane()
    {
        await using var control = new RemoteControl();
        using var gateway = (await control.JoinAsync(control.Registry.Token("edge-1"))).Certificate;
        Assert.Equal("is not of this installation", LinkTrust.FaultOf(gateway, control.Authority.Certificate, LinkTrust.ControlUsage, TimeProvider.System.GetUtcNow()));
        Assert.Null(LinkTrust.FaultOf(gateway, control.Authority.Certificate, LinkTrust.GatewayUsage, TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task A_revoked_gateway_is_told_so_and_does_not_come_back()
    {
        await using var control = new RemoteControl();
        var identity = await control.JoinAsync(control.Registry.Token("edge-1"));
        await using var gateway = new RemoteGateway(control.Address, identity);
        await control.ToldAsync("connected edge-1");
        control.Registry.Revoked["edge-1"] = "the certificate of edge-1 was revoked";
        await Eventually.True(() => control.Control.Told.Any(t => t == "disconnected the certificate of edge-1 was revoked"), "the link ends within 5 s", TimeSpan.FromSeconds(5));
        await gateway.ToldAsync("the other end says: the certificate of edge-1 was revoked");
        await control.ToldAsync("edge-1: the certificate of edge-1 was revoked");
        Assert.Single(control.Control.Told, t => t.StartsWith("connected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_that_ended_is_refused_with_its_day()
    {
        await using var control = new RemoteControl();
        control.Registry.Lifetime = TimeSpan.FromSeconds(1);
        var identity = await control.JoinAsync(control.Registry.Token("edge-1"));
        await Eventually.True(() => TimeProvider.System.GetUtcNow() > identity.EndsAt, "its time passes");
        await using var gateway = new RemoteGateway(control.Address, identity);
        await control.ToldAsync("edge-1: its certificate ended on 2");
        await gateway.ToldAsync("the control plane refuses: its certificate ended on 2");
    }

    [Fact]
    public async Task A_certificate_is_renewed_over_the_link_for_a_new_key_before_it_ends()
    {
        await using var control = new RemoteControl();
        control.Registry.Lifetime = TimeSpan.FromSeconds(6);
        var identity = await control.JoinAsync(control.Registry.Token("edge-1"));
        await using var gateway = new RemoteGateway(control.Address, identity);
        await Eventually.True(() => gateway.Renewal.Identity.EndsAt > identity.EndsAt.AddDays(80), "it has the next one", TimeSpan.FromSeconds(30));
        Assert.Equal(1, control.Registry.Renewals);
        var kept = gateway.File.Load()!;
        Assert.Equal(("edge-1", gateway.Renewal.Identity.Certificate.SerialNumber), (kept.Name, kept.Certificate.SerialNumber));
        Assert.NotEqual(identity.Certificate.GetPublicKeyString(), kept.Certificate.GetPublicKeyString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(gateway.File.FilePath));
        // The old one ends, and the gateway is back with the new one.
        await Eventually.True(() => control.Control.Told.Count(t => t.StartsWith("connected edge-1", StringComparison.Ordinal)) == 2, "it is back", TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_name_is_one_process()
    {
        await using var control = new RemoteControl();
        var identity = await control.JoinAsync(control.Registry.Token("edge-1"));
        await using var first = new RemoteGateway(control.Address, identity);
        await control.ToldAsync("connected edge-1");
        await using (var copy = new RemoteGateway(control.Address, identity))
        {
            await copy.ToldAsync("a gateway named edge-1 is linked already (edge-1 at 127.0.0.1:");
            await control.ToldAsync("rejected edge-1 at 127.0.0.1:");
            Assert.True(first.Link.IsLinked);
        }

        await first.DisposeAsync();
        await using var next = new RemoteGateway(control.Address, identity);
        await Eventually.True(() => next.Link.IsLinked, "the name is free again");
    }

    [Theory]
    [InlineData("tls:farol.example.net:9443", "farol.example.net", 9443)]
    [InlineData("tls:[2001:db8::1]:9443", "2001:db8::1", 9443)]
    [InlineData("tls:192.0.2.1:1", "192.0.2.1", 1)]
    public void An_address_is_a_host_and_a_port(string text, string host, int port)
    {
        var address = RemoteAddress.Parse(text);
        Assert.Equal((host, port, text), (address.Host, address.Port, address.ToString()));
    }

    [Theory]
    [InlineData("tls:")]
    [InlineData("tls:farol.example.net")]
    [InlineData("tls:farol.example.net:0")]
    [InlineData("tls:farol.example.net:70000")]
    [InlineData("tls:2001:db8::1:9443")]
    [InlineData("tcp:farol.example.net:9443")]
    [InlineData("tls:a b:1")]
    public void What_is_no_address_is_refused_with_an_example(string text) =>
        Assert.Contains("tls:HOST:PORT", Assert.Throws<FormatException>(() => RemoteAddress.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_no_token_is_refused_without_being_repeated()
    {
        var wrong = Assert.Throws<FormatException>(() => JoinToken.Parse("farol-join-secretsecret"));
        Assert.DoesNotContain("secretsecret", wrong.Message, StringComparison.Ordinal);
    }
}
