using Farol.Gateway.Tls;

namespace Farol.Gateway.Tests.Tls;

public sealed class TlsClientContextTests : IDisposable
{
    private readonly TlsFixture _tls = new();

    public void Dispose() => _tls.Dispose();

    [Theory]
    [InlineData("a.test")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public void A_backend_that_is_who_it_should_be_is_believed(string name)
    {
        using var pair = new TlsPair(_tls.Server(["a.test", "127.0.0.1", "::1"]), _tls.Client(), name).Shake();
        Assert.Equal(HandshakeFailure.None, pair.Client.Failure);
        Assert.Equal(1, _tls.ClientCounters.Completed);
    }

    [Theory]
    [InlineData("b.test", "hostname mismatch")]
    [InlineData("127.0.0.2", "IP address mismatch")]
    public void A_backend_with_another_name_is_not(string name, string why)
    {
        using var pair = new TlsPair(_tls.Server(["a.test", "127.0.0.1"]), _tls.Client(), name).Shake();
        Assert.Equal(HandshakeFailure.CertificateRefused, pair.Client.Failure);
        Assert.Contains(why, pair.Client.FailureText, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HandshakeFailure.PeerAlert, pair.Server.Failure);
    }

    [Fact]
    public void A_backend_of_another_authority_is_not_unless_nothing_is_verified()
    {
        using var stranger = new TestCertificates();
        var (certificate, key) = stranger.Make(["a.test"]);
        var server = TlsServerContext.Create(_tls.ServerOptions() with { Certificates = [TlsCertificateSource.FromMemory("stranger", certificate, key)] });
        using (var pair = new TlsPair(server, _tls.Client()).Shake())
        {
            Assert.Equal(HandshakeFailure.CertificateRefused, pair.Client.Failure);
        }

        using var careless = new TlsPair(server, TlsClientContext.Create(_tls.ClientOptions() with { Verify = false })).Shake();
        Assert.Equal(HandshakeFailure.None, careless.Client.Failure);
    }

    [Fact]
    public void The_systems_authorities_do_not_know_a_test_certificate()
    {
        using var pair = new TlsPair(_tls.Server(["a.test"]), TlsClientContext.Create(_tls.ClientOptions() with { Authority = null })).Shake();
        Assert.Equal(HandshakeFailure.CertificateRefused, pair.Client.Failure);
    }
}
