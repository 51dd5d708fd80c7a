using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Farol.Configuration.Gateway;
using Farol.Control.Certificates;
using Farol.Control.Certificates.Acme;
using Farol.Control.Revisions;
using Farol.Store.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Testing.Support;

namespace Farol.Control.Tests.Certificates;

/// <summary>Orders at a real authority, answered from the document that gateways would get.</summary>
public sealed class AcmeTests
{
    [Theory]
    [InlineData("http-01")]
    [InlineData("tls-alpn-01")]
    public async Task A_certificate_is_ordered_for_all_its_hosts(string challenge)
    {
        await using var answerer = new ChallengeAnswerer();
        using var pebble = new PebbleServer(answerer.HttpPort, answerer.TlsPort);
        await pebble.StartAsync();
        await using var application = await StartAsync(pebble, answerer);

        using var made = await PostAsync(application.Platform, new { hosts = new[] { "www.example.org", "example.org" }, acme = true, challenge });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var path = made.Headers.Location!.ToString();
        var body = await IssuedAsync(application, path);

        Assert.Equal(["www.example.org", "example.org"], body.GetProperty("hosts").EnumerateArray().Select(h => h.GetString()));
        Assert.Contains("Pebble", body.GetProperty("issuer").GetString());
        var life = body.GetProperty("not_after").GetDateTimeOffset() - body.GetProperty("not_before").GetDateTimeOffset();
        var renewal = body.GetProperty("next_attempt_at").GetDateTimeOffset() - body.GetProperty("not_before").GetDateTimeOffset();
        Assert.InRange(renewal / life, 0.63, 0.70);

        var document = Document(application);
        Assert.Empty(document.AcmeChallenges);
        var section = Assert.Single(document.Certificates);
        using var issued = X509Certificate2.CreateFromPem(section.CertificatePem!, section.KeyPem!);
        Assert.True(issued.HasPrivateKey);
        Assert.True(issued.MatchesHostname("www.example.org"));
    }

    /// <summary>With no certificate before, the challenge's own one opens the listener: it must stay open until the real one is there.</summary>
    [Fact]
    public async Task From_the_challenge_on_there_is_always_a_certificate_for_the_listener()
    {
        await using var answerer = new ChallengeAnswerer();
        using var pebble = new PebbleServer(answerer.HttpPort, answerer.TlsPort);
        await pebble.StartAsync();
        var published = new ConcurrentQueue<GatewayDocument>();
        await using var application = await StartAsync(pebble, answerer, services => services.Replace(ServiceDescriptor.Singleton<IConfiguration>(
            provider => new PublishedDocuments(provider.GetRequiredService<LiveConfiguration>(), () => Document(provider.GetServices<IDocumentPart>()), published))));

        using var made = await PostAsync(application.Platform, new { hosts = new[] { "www.example.org" }, acme = true, challenge = "tls-alpn-01" });
        await IssuedAsync(application, made.Headers.Location!.ToString());

        var since = published.SkipWhile(d => d.AcmeChallenges.Count == 0).ToList();
        Assert.Equal("acme-challenge", Assert.Single(since[0].Certificates).Name);
        Assert.All(since, document => Assert.NotEmpty(document.Certificates));
        Assert.Empty(since[^1].AcmeChallenges);
    }

    [Fact]
    public async Task A_short_life_is_renewed_before_it_ends_and_the_account_stays_the_same()
    {
        await using var answerer = new ChallengeAnswerer();
        using var pebble = new PebbleServer(answerer.HttpPort, answerer.TlsPort, lifetimeSeconds: 12);
        await pebble.StartAsync();
        await using var application = await StartAsync(pebble, answerer);
        using var made = await PostAsync(application.Platform, new { hosts = new[] { "short.example.org" }, acme = true });
        var path = made.Headers.Location!.ToString();
        var first = (await IssuedAsync(application, path)).GetProperty("serial_number").GetString();

        await Eventually.True(async () =>
        {
            var now = await ReadAsync(application, path);
            Assert.Equal("valid", now.GetProperty("status").GetString());
            return now.GetProperty("serial_number").GetString() != first;
        }, "another certificate before the first has ended");
        Assert.Equal(1, await application.Get<IStateDatabase>().ReadAsync(u => u.ScalarAsync<long>("SELECT COUNT(*) FROM acme_accounts"), Cancel));
    }

    [Fact]
    public async Task An_order_that_fails_says_why_on_the_object_and_as_an_event_and_is_tried_again()
    {
        await using var answerer = new ChallengeAnswerer();
        using var pebble = new PebbleServer(answerer.HttpPort, answerer.TlsPort);
        await pebble.StartAsync();
        await using var application = await StartAsync(pebble, answerer: null);
        using var made = await PostAsync(application.Platform, new { hosts = new[] { "lost.example.org" }, acme = true });
        var path = made.Headers.Location!.ToString();

        await Eventually.True(async () => (await ReadAsync(application, path)).GetProperty("status").GetString() == "failed", "the order fails", TimeSpan.FromSeconds(30));
        var failed = await ReadAsync(application, path);
        Assert.Contains("lost.example.org could not be proven by http-01", failed.GetProperty("error").GetString());
        Assert.Equal(1, failed.GetProperty("attempts").GetInt32());
        Assert.True(failed.GetProperty("next_attempt_at").GetDateTimeOffset() > DateTimeOffset.Parse("2026-01-01", null));
        await Security.SecurityEventTests.SingleAsync(application.Platform, "certificate.order_failed");
        Assert.Empty(Document(application).AcmeChallenges);

        answerer.Document = () => Document(application);
        using var again = await application.Platform.PostAsync(path + "/renew", null, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await IssuedAsync(application, path)).GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task Keys_lie_sealed_and_are_never_answered()
    {
        await using var answerer = new ChallengeAnswerer();
        using var pebble = new PebbleServer(answerer.HttpPort, answerer.TlsPort);
        await pebble.StartAsync();
        await using var application = await StartAsync(pebble, answerer);
        using var made = await PostAsync(application.Platform, new { hosts = new[] { "www.example.org" }, acme = true });
        var path = made.Headers.Location!.ToString();
        await IssuedAsync(application, path);

        Assert.DoesNotContain("PRIVATE", await application.Platform.GetStringAsync(path, Cancel));
        Assert.DoesNotContain("PRIVATE", await application.Platform.GetStringAsync("/api/certificates", Cancel));
        var stored = await application.Get<IStateDatabase>().ReadAsync(
            u => u.FirstOrDefaultAsync<byte[]>("SELECT key_sealed FROM certificates UNION ALL SELECT key_sealed FROM acme_accounts"), Cancel);
        Assert.DoesNotContain("PRIVATE", System.Text.Encoding.Latin1.GetString(stored!));
    }

    [Fact]
    public async Task Nothing_is_ordered_before_the_terms_are_agreed_to()
    {
        await using var application = await ControlApplication.StartAsync();

        using var answer = await PostAsync(application.Platform, new { hosts = new[] { "www.example.org" }, acme = true });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("FAROL_ACME_AGREE_TO_TERMS", (await ControlApplication.ReadAsync(answer)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"acme":true}""", "hosts")]
    [InlineData("""{"acme":true,"hosts":[]}""", "hosts")]
    [InlineData("""{"acme":true,"hosts":["*.example.org"]}""", "hosts")]
    [InlineData("""{"acme":true,"hosts":["192.0.2.1"]}""", "hosts")]
    [InlineData("""{"acme":true,"hosts":["a b"]}""", "hosts")]
    [InlineData("""{"acme":true,"hosts":["a.example"],"challenge":"dns-01"}""", "challenge")]
    [InlineData("""{"acme":true,"hosts":["a.example"],"private_key":"x"}""", "private_key")]
    public async Task What_is_wrong_with_an_order_is_named(string json, string field)
    {
        await using var application = await ControlApplication.StartAsync(options: Agreed);

        using var answer = await application.Platform.PostAsync("/api/certificates", new StringContent(json, null, "application/json"), Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await ControlApplication.ReadAsync(answer)).GetProperty("errors").TryGetProperty(field, out _));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ControlOptions Agreed(ControlOptions options) => options with { Certificates = new CertificateOptions { Acme = new AcmeOptions { AgreesToTerms = true } } };

    private static async Task<ControlApplication> StartAsync(PebbleServer pebble, ChallengeAnswerer? answerer, Action<IServiceCollection>? services = null)
    {
        var acme = new AcmeOptions { AgreesToTerms = true, Directory = pebble.Directory, AuthorityFile = pebble.AuthorityFile, Email = "noc@example.org", PollInterval = TimeSpan.FromMilliseconds(100) };
        var application = await ControlApplication.StartAsync(
            options: o => o with { Certificates = new CertificateOptions { Acme = acme } }, services: services);
        if (answerer is not null)
        {
            answerer.Document = () => Document(application);
        }

        return application;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, object body) => client.PostAsJsonAsync("/api/certificates", body);

    private static Task<JsonElement> ReadAsync(ControlApplication application, string path) => application.Platform.GetFromJsonAsync<JsonElement>(path);

    private static async Task<JsonElement> IssuedAsync(ControlApplication application, string path)
    {
        JsonElement body = default;
        try
        {
            await Eventually.True(async () =>
            {
                body = await ReadAsync(application, path);
                return body.GetProperty("status").GetString() == "valid";
            }, "the certificate is issued", TimeSpan.FromSeconds(30));
        }
        catch (Xunit.Sdk.XunitException)
        {
            Assert.Fail($"Not issued within 30 s: {body}");
        }

        return body;
    }

    internal static GatewayDocument Document(ControlApplication application) => Document(application.Get<IEnumerable<IDocumentPart>>());

    private static GatewayDocument Document(IEnumerable<IDocumentPart> parts) => parts.Aggregate(GatewayDocument.Empty, (document, part) => part.AddTo(document));
}
