using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Farol.Configuration.Gateway;
using Farol.Gateway.Health;
using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Tests.Tls;
using Farol.Gateway.Upstreams;
using Testing.Support;

namespace Farol.Gateway.Tests.Health;

public sealed class ActiveHealthTests : IAsyncDisposable
{
    private static readonly HealthCheckSection _check = new()
    {
        Path = "/ready?deep=1",
        Interval = TimeSpan.FromMilliseconds(20),
        Timeout = TimeSpan.FromMilliseconds(500),
        Rise = 2,
        Fall = 3,
    };

    private readonly BackendRegistry _registry = new(1, new ResolvedNames());
    private readonly EventBus _events = new(TimeProvider.System);
    private readonly ActiveHealth _health;
    private GatewaySnapshot? _snapshot;

    public ActiveHealthTests() => _health = new ActiveHealth(TimeProvider.System, _events, new Random(5));

    public ValueTask DisposeAsync() => _health.DisposeAsync();

    [Fact]
    public async Task A_backend_falls_after_its_failures_and_rises_after_its_successes()
    {
        await using var server = new CheckedServer();
        var backend = Apply(server.Port, _check);
        await Eventually.True(() => State(backend) == HealthState.Healthy, "the first good check is believed");
        Assert.StartsWith("GET /ready?deep=1 HTTP/1.1\r\n", server.LastRequest, StringComparison.Ordinal);
        Assert.Contains($"Host: 127.0.0.1:{server.Port}\r\n", server.LastRequest, StringComparison.Ordinal);

        server.Answer = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
        await Eventually.True(() => !backend.Health.IsUsable, "three bad checks take it out");
        var report = BackendReport.Of(backend);
        Assert.Equal((HealthState.Unhealthy, HealthAuthority.Active), (report.State!.Value, report.Authority!.Value));
        Assert.Equal("GET /ready?deep=1 answered 503; expected 200-399", report.LastError);
        Assert.NotNull(report.LastCheck);

        server.Answer = CheckedServer.Ok("well");
        await Eventually.True(() => backend.Health.IsUsable, "two good checks bring it back");
        Assert.True(_events.TryRead(out var bad));
        Assert.True(_events.TryRead(out var good));
        Assert.Equal((EventSeverity.Warning, EventSeverity.Info), (bad.Severity, good.Severity));
    }

    [Fact]
    public async Task One_lost_check_is_no_outage()
    {
        await using var server = new CheckedServer();
        var backend = Apply(server.Port, _check with { Fall = 1_000_000 });
        await Eventually.True(() => State(backend) == HealthState.Healthy, "a good check");
        server.Answer = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";
        await Eventually.True(() => backend.Health.Active.BadInARow > 3, "bad checks");
        Assert.True(backend.Health.IsUsable);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", true)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("nonsense\r\n\r\n", false)]
    [InlineData("", false)]
    public async Task Answers_are_judged_by_status(string answer, bool isGood)
    {
        await using var server = new CheckedServer { Answer = answer };
        var backend = Apply(server.Port, _check with { Fall = 1 });
        await Eventually.True(() => backend.Health.Active.Last is not null, "a check");
        Assert.True(isGood == (backend.Health.Active.Last!.Error is null), backend.Health.Active.Last.Error);
    }

    [Fact]
    public async Task A_body_must_hold_the_expected_text()
    {
        await using var server = new CheckedServer { Answer = CheckedServer.Ok("status: degraded") };
        var backend = Apply(server.Port, _check with { ExpectedBody = "status: ok", Fall = 1 });
        await Eventually.True(() => !backend.Health.IsUsable, "another text");
        Assert.Contains("expected_body", backend.Health.Verdict()!.LastError, StringComparison.Ordinal);
        server.Answer = CheckedServer.Ok("all: fine, status: ok");
        await Eventually.True(() => backend.Health.IsUsable, "the text");
    }

    [Fact]
    public async Task Silence_is_a_failure_after_the_timeout()
    {
        await using var server = new CheckedServer { Answer = null };
        var backend = Apply(server.Port, _check with { Timeout = TimeSpan.FromMilliseconds(50), Fall = 1 });
        await Eventually.True(() => !backend.Health.IsUsable, "no answer");
        Assert.Equal("no answer within 0.05 s", backend.Health.Verdict()!.LastError);
        Assert.False(backend.Health.IsRefusing);
    }

    [Theory]
    [InlineData(HealthCheckKind.Tcp)]
    [InlineData(HealthCheckKind.Http)]
    public async Task Where_nothing_listens_is_said_so(HealthCheckKind kind)
    {
        int port;
        await using (var gone = new CheckedServer())
        {
            port = gone.Port;
        }

        var backend = Apply(port, _check with { Kind = kind, Fall = 1 });
        await Eventually.True(() => !backend.Health.IsUsable, "refused");
        Assert.True(backend.Health.IsRefusing);
        Assert.Contains("refused", backend.Health.Verdict()!.LastError, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Tcp_asks_only_for_a_connection()
    {
        await using var server = new CheckedServer { Answer = null };
        var backend = Apply(server.Port, _check with { Kind = HealthCheckKind.Tcp });
        await Eventually.True(() => State(backend) == HealthState.Healthy, "accepted");
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Host_and_port_of_the_check_may_be_others()
    {
        await using var server = new CheckedServer();
        var backend = Apply(1, _check with { Port = server.Port, Host = "shop.test" });
        await Eventually.True(() => State(backend) == HealthState.Healthy, "the other port");
        Assert.Contains("Host: shop.test\r\n", server.LastRequest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Over_tls_the_certificate_counts(bool isKnown, bool isGood)
    {
        using var certificates = new TestCertificates();
        using var strangers = new TestCertificates();
        var (certificate, key) = certificates.Make(["shop.test"]);
        using var made = X509Certificate2.CreateFromPem(certificate, key);
        await using var server = new CheckedServer(new SslServerAuthenticationOptions { ServerCertificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null) });
        var tls = new BackendTlsSection { ServerName = "shop.test", AuthorityPem = (isKnown ? certificates : strangers).AuthorityPem };
        var backend = Apply(server.Port, _check with { Fall = 1 }, p => p with { Tls = tls });
        await Eventually.True(() => backend.Health.Active.Last is not null, "a check");
        Assert.True(isGood == (backend.Health.Active.Last!.Error is null), backend.Health.Active.Last.Error);
    }

    [Theory]
    [InlineData(ProxyProtocolVersion.V1, "PROXY UNKNOWN\r\nGET ")]
    [InlineData(ProxyProtocolVersion.V2, "\r\n\r\n\0\r\nQUIT\n")]
    public async Task Checks_begin_as_the_pools_connections_do(ProxyProtocolVersion version, string beginning)
    {
        await using var server = new CheckedServer();
        var backend = Apply(server.Port, _check, p => p with { SendProxyProtocol = version });
        await Eventually.True(() => server.LastRequest.Length > 0, "a check");
        Assert.StartsWith(beginning, server.LastRequest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_elsewhere_leaves_checks_alone_and_an_end_forgets_what_they_said()
    {
        await using var server = new CheckedServer { Answer = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n" };
        var backend = Apply(server.Port, _check);
        await Eventually.True(() => !backend.Health.IsUsable, "it is out");
        var since = backend.Health.Verdict()!.Since;
        Apply(server.Port, _check, p => p with { MaxQueue = 7 });
        Assert.False(backend.Health.IsUsable);
        Assert.Equal(since, backend.Health.Verdict()!.Since);

        Assert.Same(backend, Apply(server.Port, null));
        Assert.True(backend.Health.IsUsable);
        var checks = _health.Checks;
        var asked = server.Requests;
        await Eventually.True(() => _health.Checks == checks, "checks have ended");
        Assert.InRange(server.Requests, asked, asked + 1);
    }

    private static HealthState? State(Backend backend) => backend.Health.Verdict(HealthAuthority.Active)?.State;

    private Backend Apply(int port, HealthCheckSection? check, Func<PoolSection, PoolSection>? with = null)
    {
        var pool = new PoolSection { Name = "shop", HealthCheck = check, Backends = [new BackendSection { Id = "shop/one", Address = $"127.0.0.1:{port}" }] };
        var document = new GatewayDocument { Pools = [with?.Invoke(pool) ?? pool] };
        _snapshot = new SnapshotBuilder(_registry).Build(document, (_snapshot?.Revision ?? 0) + 1, _snapshot);
        _registry.Adopt(_snapshot);
        _health.Update(_snapshot);
        return _snapshot.Pools[0].Backends[0];
    }
}
