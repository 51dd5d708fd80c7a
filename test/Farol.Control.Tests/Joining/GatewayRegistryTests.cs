using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Farol.Access.Accounts;
using Farol.Control.Joining;
using Farol.Link;
using Farol.Store.Databases;
using Testing.Support;

namespace Farol.Control.Tests.Joining;

/// <summary>Tokens and certificates of gateways, on the real state.</summary>
public sealed class GatewayRegistryTests
{
    [Fact]
    public async Task A_token_is_a_certificate_once_and_in_its_time()
    {
        var time = new ManualTime();
        await using var control = await ControlApplication.StartAsync(time);
        var (tokens, registry) = (control.Get<GatewayTokens>(), control.Get<GatewayRegistry>());
        var (token, expiresAt) = await tokens.CreateAsync("edge-1", TimeSpan.FromMinutes(10), _by, Stop);
        Assert.Equal(time.GetUtcNow().AddMinutes(10), expiresAt);
        Assert.Equal(("edge-1", false), (await ListedAsync(tokens)).Select(g => (g.Name, g.HasJoined)).Single());
        await RefusedAsync(() => registry.JoinAsync(RandomNumberGenerator.GetBytes(24), Request(), "192.0.2.1:4", Stop), "not of this control plane");
        await RefusedAsync(() => registry.JoinAsync(token.Secret, new byte[] { 1 }, "192.0.2.1:4", Stop), "its signing request cannot be used");
        using var certificate = await registry.JoinAsync(token.Secret, Request(), "192.0.2.1:4", Stop);
        Assert.Equal("CN=edge-1", certificate.Subject);
        Assert.Null(await registry.RefusalAsync(certificate, Stop));
        await RefusedAsync(() => registry.JoinAsync(token.Secret, Request(), "192.0.2.9:4", Stop), "from 192.0.2.1:4: it is good once");
        Assert.Equal(("edge-1", true), (await ListedAsync(tokens)).Select(g => (g.Name, g.HasJoined)).Single());

        var (late, _) = await tokens.CreateAsync("edge-2", TimeSpan.FromMinutes(10), _by, Stop);
        time.Advance(TimeSpan.FromMinutes(10));
        await RefusedAsync(() => registry.JoinAsync(late.Secret, Request(), "192.0.2.1:4", Stop), "the token ended on");
    }

    [Fact]
    public async Task Two_tokens_of_one_name_let_one_gateway_in()
    {
        await using var control = await ControlApplication.StartAsync();
        var (tokens, registry) = (control.Get<GatewayTokens>(), control.Get<GatewayRegistry>());
        var (first, _) = await tokens.CreateAsync("edge-1", TimeSpan.FromMinutes(10), _by, Stop);
        var (second, _) = await tokens.CreateAsync("edge-1", TimeSpan.FromMinutes(10), _by, Stop);
        using var joined = await registry.JoinAsync(first.Secret, Request(), "192.0.2.1:4", Stop);
        await RefusedAsync(() => registry.JoinAsync(second.Secret, Request(), "192.0.2.2:4", Stop), "has joined already");
        Assert.Contains("has joined already", (await Assert.ThrowsAsync<JoiningException>(() => tokens.CreateAsync("edge-1", TimeSpan.FromMinutes(10), _by, Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_gateway_is_refused_with_all_its_certificates_and_its_name_is_free()
    {
        await using var control = await ControlApplication.StartAsync();
        var (tokens, registry) = (control.Get<GatewayTokens>(), control.Get<GatewayRegistry>());
        var (token, _) = await tokens.CreateAsync("edge-1", TimeSpan.FromMinutes(10), _by, Stop);
        using var first = await registry.JoinAsync(token.Secret, Request(), "192.0.2.1:4", Stop);
        using var next = await registry.RenewAsync(first, Request(), Stop);
        Assert.Equal(first.Subject, next.Subject);
        await tokens.RevokeAsync("edge-1", _by, Stop);
        Assert.Contains("the certificate of edge-1 was revoked", await registry.RefusalAsync(first, Stop), StringComparison.Ordinal);
        Assert.Contains("the certificate of edge-1 was revoked", await registry.RefusalAsync(next, Stop), StringComparison.Ordinal);
        await RefusedAsync(() => registry.RenewAsync(next, Request(), Stop), "was revoked");
        await Assert.ThrowsAsync<JoiningException>(() => tokens.RevokeAsync("edge-1", _by, Stop));
        Assert.NotNull((await ListedAsync(tokens)).Single().RevokedAt);
        var (again, _) = await tokens.CreateAsync("edge-1", TimeSpan.FromMinutes(10), _by, Stop);
        using var anew = await registry.JoinAsync(again.Secret, Request(), "192.0.2.1:4", Stop);
        Assert.Null(await registry.RefusalAsync(anew, Stop));
        Assert.Null((await ListedAsync(tokens)).Single().RevokedAt);
    }

    [Fact]
    public async Task The_authority_outlives_a_start_and_its_key_is_sealed()
    {
        using var folder = new TemporaryFolder();
        byte[] first;
        await using (var control = await ControlApplication.StartAsync(dataFolder: folder.Path))
        {
            var authority = await control.Get<AuthorityStore>().GetAsync(Stop);
            first = authority.Certificate.RawData;
            var stored = await control.Get<IStateDatabase>().QueryAsync<string>("SELECT sealed_key FROM gateway_authority", null, Stop);
            Assert.DoesNotContain(Convert.ToBase64String(authority.ExportKey())[..40], Assert.Single(stored), StringComparison.Ordinal);
        }

        await using var again = await ControlApplication.StartAsync(dataFolder: folder.Path);
        Assert.Equal(first, (await again.Get<AuthorityStore>().GetAsync(Stop)).Certificate.RawData);
    }

    private static readonly Change _by = new("test", From: null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<IReadOnlyList<JoinedGateway>> ListedAsync(GatewayTokens tokens) => tokens.ListAsync(Stop);

    private static async Task RefusedAsync(Func<Task<X509Certificate2>> call, string reason) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<LinkException>(call)).Message, StringComparison.Ordinal);

    private static byte[] Request()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=anything", key, HashAlgorithmName.SHA256).CreateSigningRequest();
    }
}
