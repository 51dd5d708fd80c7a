using System.Net;
using System.Net.Http.Json;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>Console and APIs through the gateway, under the installation's own names.</summary>
[Collection(ControlGroup.Name)]
public sealed class SystemRouteTests(ControlRun run)
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Every_own_name_has_the_apis(string host)
    {
        using var health = await run.AskAsync(host, "/api/health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        using var profile = await run.AskAsync(host, "/api/profile", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, profile.StatusCode);
    }

    [Fact]
    public async Task The_machines_name_has_them_too()
    {
        using var health = await run.AskAsync(Environment.MachineName, "/api/health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/openapi.json")]
    [InlineData("/admin/health")]
    public async Task What_is_on_other_ports_alone_is_not_reached(string path)
    {
        using var answer = await run.AskAsync("localhost", path, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(
            answer.StatusCode == HttpStatusCode.NotFound || body.Contains("<html", StringComparison.OrdinalIgnoreCase),
            $"{answer.StatusCode} {body}");
    }

    [Fact]
    public async Task Another_name_is_not_the_installations()
    {
        using var answer = await run.AskAsync("demo.localhost", "/api/health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_spoofed_client_address_and_a_spoofed_secret_say_nothing()
    {
        // Guesses that name another address each: were they believed, nobody would have to wait.
        await using var own = await ControlRun.StartOwnAsync();
        var status = HttpStatusCode.Unauthorized;
        for (var i = 0; i < 25 && status == HttpStatusCode.Unauthorized; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(ControlRun.Address(own.Program.ConsolePort), "/api/auth/login"))
            {
                Content = JsonContent.Create(new { email = $"guess-{i}@farol.local", password = "wrong wrong wrong" }),
            };
            request.Headers.Add("X-Farol-Gateway", new string('0', 64));
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{i}");
            using var answer = await own.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
            status = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Fact]
    public async Task Client_address_and_scheme_are_those_that_a_trusted_proxy_says()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("farol.yaml");
        await File.WriteAllTextAsync(file, "gateway:\n  trusted_proxies: [127.0.0.0/8, \"::1/128\"]\n", TestContext.Current.CancellationToken);
        await using var own = await ControlRun.StartOwnAsync(arguments: ["--config", file]);
        foreach (var (proto, secure) in new[] { ("https", true), ("http", false) })
        {
            using var answer = await LoginThroughGatewayAsync(own, ControlRun.AdminEmail, ControlRun.Password, "198.51.100.9", proto);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(secure, answer.Headers.GetValues("Set-Cookie").Single().Contains("secure", StringComparison.OrdinalIgnoreCase));
        }

        // One client that guesses has to wait; another address does not.
        var status = HttpStatusCode.Unauthorized;
        for (var i = 0; i < 25 && status == HttpStatusCode.Unauthorized; i++)
        {
            using var answer = await LoginThroughGatewayAsync(own, $"guess-{i}@farol.local", "wrong wrong wrong", "198.51.100.66, 127.0.0.1", "https");
            status = answer.StatusCode;
        }

        using var other = await LoginThroughGatewayAsync(own, "guess@farol.local", "wrong wrong wrong", "198.51.100.67, 127.0.0.1", "https");
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.Unauthorized), (status, other.StatusCode));
    }

    [Fact]
    public async Task Through_the_gateway_nobody_is_the_local_viewer()
    {
        await using var own = await ControlRun.StartOwnAsync(new Dictionary<string, string> { ["FAROL_LOCAL_VIEWER"] = "true" });
        using var direct = await own.Client(own.Program.ConsolePort).GetAsync("/api/websocket_stats", TestContext.Current.CancellationToken);
        using var through = await own.AskAsync("localhost", "/api/websocket_stats", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (direct.StatusCode, through.StatusCode));
    }

    private static async Task<HttpResponseMessage> LoginThroughGatewayAsync(ControlRun run, string email, string password, string client, string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(ControlRun.Address(run.Program.GatewayPort), "/api/auth/login?cookie=true"))
        {
            Content = JsonContent.Create(new { email, password }),
        };
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.Add("X-Farol-Request", "1");
        return await run.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
