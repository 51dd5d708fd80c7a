using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Control.Certificates;
using Farol.Control.Gateways;
using Farol.Control.Hosts;
using Farol.Link.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Testing.Support;

namespace Farol.Control.Tests.Certificates;

public sealed class CertificateTests : IDisposable
{
    private readonly CertificateMaker _maker = new();

    public void Dispose() => _maker.Dispose();

    [Fact]
    public async Task An_uploaded_chain_reaches_the_gateways_with_its_key_and_is_shown_without()
    {
        await using var application = await ControlApplication.StartAsync();
        var (certificate, key) = _maker.Make(["www.example.org", "*.shop.example.org"]);

        using var made = await PostAsync(application.Platform, new { certificate = certificate + "\n" + _maker.AuthorityPem, private_key = key });
        var text = await made.Content.ReadAsStringAsync(Cancel);
        Assert.True(made.StatusCode == HttpStatusCode.Created, text);
        Assert.DoesNotContain("PRIVATE", text);
        var body = JsonDocument.Parse(text).RootElement;
        Assert.Equal("www.example.org", body.GetProperty("name").GetString());
        Assert.Equal("valid", body.GetProperty("status").GetString());
        Assert.Equal("upload", body.GetProperty("source").GetString());
        Assert.Equal("api", body.GetProperty("managed_by").GetString());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("in_force").ValueKind);
        Assert.StartsWith("2090-01-01T00:00:00", body.GetProperty("not_after").GetString());

        var section = Assert.Single(AcmeTests.Document(application).Certificates);
        Assert.Equal(key, section.KeyPem);
        Assert.Equal(["www.example.org", "*.shop.example.org"], section.Hosts);

        var path = made.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.NotFound, (await application.AcmeOwner.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await application.AcmeOwner.DeleteAsync(path, Cancel)).StatusCode);
        using var stale = new HttpRequestMessage(HttpMethod.Delete, path);
        stale.Headers.TryAddWithoutValidation("If-Match", "\"0000000000000000\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await application.Platform.SendAsync(stale, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await application.Platform.PostAsync(path + "/renew", null, Cancel)).StatusCode);
        using var fresh = new HttpRequestMessage(HttpMethod.Delete, path);
        fresh.Headers.TryAddWithoutValidation("If-Match", made.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NoContent, (await application.Platform.SendAsync(fresh, Cancel)).StatusCode);
        Assert.Empty(AcmeTests.Document(application).Certificates);
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_with_its_reason()
    {
        await using var application = await ControlApplication.StartAsync();
        var (certificate, key) = _maker.Make(["www.example.org"]);
        var (other, otherKey) = _maker.Make(["other.example.org"]);
        var (ended, endedKey) = _maker.Make(["www.example.org"], DateTimeOffset.Parse("2021-01-01T00:00:00Z", null));
        using var impostor = new CertificateMaker();

        await RefusedAsync(new { certificate, private_key = otherKey }, "private_key", "does not belong");
        await RefusedAsync(new { certificate }, "private_key", "required");
        await RefusedAsync(new { private_key = key }, "certificate", "required");
        await RefusedAsync(new { certificate = "nothing", private_key = key }, "certificate", "no certificate");
        await RefusedAsync(new { certificate, private_key = "nothing" }, "private_key", "no private key");
        await RefusedAsync(new { certificate = ended, private_key = endedKey }, "certificate", "2021-01-01");
        await RefusedAsync(new { certificate = certificate + "\n" + other, private_key = key }, "certificate", "wrong order");
        await RefusedAsync(new { certificate = certificate + "\n" + impostor.AuthorityPem, private_key = key }, "certificate", "has not signed");
        await RefusedAsync(new { certificate, private_key = key, hosts = new[] { "www.example.net" } }, "hosts", "not in the certificate");
        await RefusedAsync(new { certificate, private_key = key, name = "a b" }, "name", "letters");
        await RefusedAsync(new { certificate, private_key = key, challenge = "http-01" }, "challenge", "order");
        await RefusedAsync(new { certificate_file = "relative.pem", key_file = "/none" }, "certificate_file", "from the root");

        async Task RefusedAsync(object body, string field, string word)
        {
            using var answer = await PostAsync(application.Platform, body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(word, (await ControlApplication.ReadAsync(answer)).GetProperty("errors").GetProperty(field)[0].GetString());
        }
    }

    [Fact]
    public async Task A_tenant_has_certificates_for_its_own_hosts_alone_and_no_files()
    {
        await using var application = await ControlApplication.StartAsync(services: s => s.AddSingleton<IHostOwners>(new FixedOwners(ControlApplication.Acme, "www.example.org")));
        var (own, ownKey) = _maker.Make(["www.example.org"]);
        var (foreign, foreignKey) = _maker.Make(["www.example.org", "www.example.net"]);

        using var made = await PostAsync(application.AcmeOperator, new { name = "web", certificate = own, private_key = ownKey });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("acme:web", Assert.Single(AcmeTests.Document(application).Certificates).Name);
        using var refused = await PostAsync(application.AcmeOperator, new { certificate = foreign, private_key = foreignKey });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("host_not_proven", (await ControlApplication.ReadAsync(refused)).GetProperty("codes").GetProperty("hosts").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(application.GlobexOperator, new { certificate = own, private_key = ownKey })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(application.AcmeOperator, new { certificate_file = "/etc/passwd", key_file = "/etc/passwd" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(application.AcmeViewer, new { certificate = own, private_key = ownKey })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(application.AcmeOperator, new { name = "web", certificate = own, private_key = ownKey })).StatusCode);
        Assert.Equal(0, (await application.GlobexViewer.GetFromJsonAsync<JsonElement>("/api/certificates", Cancel)).GetProperty("total_count").GetInt32());
        Assert.Equal(1, (await application.Platform.GetFromJsonAsync<JsonElement>("/api/certificates?tenant=all", Cancel)).GetProperty("total_count").GetInt32());
    }

    [Fact]
    public async Task A_new_chain_takes_the_old_ones_place_files_are_named_and_all_is_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = _maker.Make(["www.example.org"]);
        var (renewed, renewedKey) = _maker.Make(["www.example.org"]);
        await File.WriteAllTextAsync(folder.File("cert.pem"), certificate, Cancel);
        await File.WriteAllTextAsync(folder.File("key.pem"), key, Cancel);
        await using (var before = await ControlApplication.StartAsync(dataFolder: folder.Path))
        {
            using var made = await PostAsync(before.Platform, new { certificate, private_key = key });
            using var changed = await before.Platform.PutAsJsonAsync(made.Headers.Location!.ToString(), new { certificate = renewed, private_key = renewedKey }, Cancel);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            using var files = await PostAsync(before.Platform, new { name = "disk", certificate_file = folder.File("cert.pem"), key_file = folder.File("key.pem") });
            Assert.Equal(HttpStatusCode.Created, files.StatusCode);
        }

        await using var application = await ControlApplication.StartAsync(dataFolder: folder.Path);
        var certificates = AcmeTests.Document(application).Certificates;
        Assert.Equal(renewedKey, Assert.Single(certificates, c => c.Name == "www.example.org").KeyPem);
        Assert.Equal(folder.File("key.pem"), Assert.Single(certificates, c => c.Name == "disk").KeyFile);
    }

    [Fact]
    public async Task Each_gateway_is_named_with_whether_it_has_the_certificate()
    {
        var fleet = new FakeFleet();
        await using var application = await ControlApplication.StartAsync(fleet: fleet);
        var (certificate, key) = _maker.Make(["www.example.org"]);
        using var made = await PostAsync(application.Platform, new { certificate, private_key = key });
        fleet.Set(
            new LinkedGateway { Name = "local", IsConnected = true, Applied = new SnapshotApplied() },
            new LinkedGateway { Name = "north", IsConnected = true, Applied = new SnapshotApplied(), Refused = new SnapshotRefused() },
            new LinkedGateway { Name = "south", Applied = new SnapshotApplied() });

        var body = await application.Platform.GetFromJsonAsync<JsonElement>(made.Headers.Location!.ToString(), Cancel);

        var rows = body.GetProperty("gateways").EnumerateArray().Select(g => $"{g.GetProperty("name")} {g.GetProperty("connected")} {g.GetProperty("has_it")}");
        Assert.Equal(["local True True", "north True False", "south False "], rows);
        Assert.False(body.GetProperty("in_force").GetBoolean());
    }

    [Fact]
    public async Task No_more_certificates_than_the_settings_say()
    {
        await using var application = await ControlApplication.StartAsync(options: o => o with { Certificates = new CertificateOptions { MaxCertificates = 1 } });
        var (certificate, key) = _maker.Make(["www.example.org"]);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(application.Platform, new { name = "a", certificate, private_key = key })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(application.Platform, new { name = "b", certificate, private_key = key })).StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, object body) => client.PostAsJsonAsync("/api/certificates", body);
}
