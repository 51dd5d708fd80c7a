using System.Net;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>What a route does to requests and responses on their way.</summary>
public sealed class RouteEffectTests
{
    /// <summary>Answers with the request's head as it came.</summary>
    private static RawBackend Mirror() => new(async connection =>
    {
        while (true)
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nX-Secret: s\r\nContent-Length: {head.Length}\r\n\r\n{head}");
        }
    });

    private static async Task<string> AskAsync(Func<GatewayDocument, GatewayDocument> change, string request)
    {
        using var backend = Mirror();
        await using var gateway = new GatewayUnderTest(change(GatewayUnderTest.InFrontOf(backend.Port)));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(request);
        return await client.ReadResponseAsync();
    }

    private static Func<GatewayDocument, GatewayDocument> Route(Func<RouteSection, RouteSection> change) => d => d with { Routes = [change(d.Routes[0])] };

    [Theory]
    [InlineData("/api", "/api", "/")]
    [InlineData("/api", "/api?x=1", "/?x=1")]
    [InlineData("/api", "/api/users?x=1", "/users?x=1")]
    [InlineData("/", "/users", "/users")]
    public async Task A_prefix_is_taken_off(string prefix, string target, string forwarded)
    {
        var answer = await AskAsync(Route(r => r with { PathPrefix = prefix, StripPrefix = true }), $"GET {target} HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Contains($"\r\n\r\nGET {forwarded} HTTP/1.1\r\n", answer);
    }

    [Fact]
    public async Task Headers_are_set_added_and_removed_both_ways()
    {
        var answer = await AskAsync(
            Route(r => r with
            {
                RequestHeaders = new HeaderChangesSection { Set = [new HeaderValueSection { Name = "X-A", Value = "1" }], Remove = ["X-B"] },
                ResponseHeaders = new HeaderChangesSection { Add = [new HeaderValueSection { Name = "X-C", Value = "2" }], Remove = ["X-Secret"] },
            }),
            "GET / HTTP/1.1\r\nHost: h\r\nX-A: old\r\nX-B: old\r\nX-Keep: k\r\n\r\n");
        var parts = answer.Split("\r\n\r\n", 2);

        Assert.Contains("X-C: 2", parts[0]);
        Assert.DoesNotContain("X-Secret", parts[0]);
        Assert.Contains("X-A: 1\r\n", parts[1]);
        Assert.DoesNotContain("old", parts[1]);
        Assert.Contains("X-Keep: k\r\n", parts[1]);
    }

    [Fact]
    public async Task Fields_of_the_connection_end_here()
    {
        var answer = await AskAsync(d => d, "GET / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nProxy-Connection: close\r\nX-Latin: caf\xe9\r\n\r\n");
        var seen = answer.Split("\r\n\r\n", 2)[1];

        Assert.DoesNotContain("X-Hop", seen);
        Assert.DoesNotContain("Keep-Alive", seen);
        Assert.DoesNotContain("Proxy-Connection", seen);
        Assert.Contains("X-Latin: caf\xe9\r\n", seen);
    }

    [Fact]
    public async Task Nobody_believes_forwarded_fields_of_an_unknown_client()
    {
        var answer = await AskAsync(d => d, "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil\r\nForwarded: for=1.2.3.4\r\nX-Request-ID: mine\r\n\r\n");
        var seen = answer.Split("\r\n\r\n", 2)[1];

        Assert.Contains("X-Forwarded-For: 127.0.0.1\r\n", seen);
        Assert.Contains("X-Forwarded-Proto: http\r\n", seen);
        Assert.Contains("X-Forwarded-Host: h\r\n", seen);
        Assert.DoesNotContain("1.2.3.4", seen);
        Assert.DoesNotContain("evil", seen);
        Assert.DoesNotContain("mine", seen);
    }

    [Fact]
    public async Task A_trusted_proxy_is_believed_and_continued()
    {
        var answer = await AskAsync(
            d => d with { Gateway = d.Gateway with { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")], ForwardedHeaders = new ForwardedHeadersSection { Forwarded = true } } },
            "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\nForwarded: for=192.0.2.7\r\nX-Request-ID: mine\r\n\r\n");
        var parts = answer.Split("\r\n\r\n", 2);

        Assert.Contains("X-Forwarded-For: 192.0.2.7, 127.0.0.1\r\n", parts[1]);
        Assert.Contains("X-Forwarded-Proto: https\r\n", parts[1]);
        Assert.Contains("Forwarded: for=192.0.2.7, for=127.0.0.1;proto=http;host=\"h\"\r\n", parts[1]);
        Assert.Contains("X-Request-ID: mine\r\n", parts[1]);
        Assert.Contains("X-Request-ID: mine", parts[0]);
    }

    [Fact]
    public async Task A_redirect_keeps_path_and_query()
    {
        var answer = await AskAsync(Route(r => r with { Pool = null, Redirect = new RedirectSection { To = "https://{host}/new{path}{query}", Status = 301 } }), "GET /a/b?c=d HTTP/1.1\r\nHost: Shop.Test:8080\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 301 Moved Permanently\r\n", answer);
        Assert.Contains("Location: https://shop.test/new/a/b?c=d\r\n", answer);
    }

    [Theory]
    [InlineData("Content-Length: 11\r\n\r\nhello world")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n")]
    public async Task A_body_larger_than_the_route_allows_is_refused(string rest)
    {
        var answer = await AskAsync(Route(r => r with { MaxBodyBytes = 10 }), $"POST / HTTP/1.1\r\nHost: h\r\n{rest}");

        Assert.StartsWith("HTTP/1.1 413 ", answer);
    }

    [Fact]
    public async Task The_gateways_own_answers_are_problem_details()
    {
        var answer = await AskAsync(Route(r => r with { Host = "other.test" }), "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        var parts = answer.Split("\r\n\r\n", 2);
        using var problem = System.Text.Json.JsonDocument.Parse(parts[1]);

        Assert.Contains("Content-Type: application/problem+json\r\n", parts[0]);
        Assert.Equal(421, problem.RootElement.GetProperty("status").GetInt32());
        Assert.False(problem.RootElement.GetProperty("success").GetBoolean());
        Assert.Contains("X-Request-ID: " + problem.RootElement.GetProperty("trace_id").GetString(), parts[0]);
    }

    [Fact]
    public async Task An_error_page_replaces_the_gateways_own_answer()
    {
        var answer = await AskAsync(
            d => d with
            {
                Routes = [d.Routes[0] with { Host = "other.test" }],
                Gateway = d.Gateway with { ErrorPages = [new ErrorPageSection { Status = new StatusRange(400, 499), Body = "<h1>oops</h1>", ContentType = "text/html" }] },
            },
            "GET / HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Contains("Content-Type: text/html\r\n", answer);
        Assert.EndsWith("<h1>oops</h1>", answer);
    }

    [Fact]
    public async Task A_logged_request_becomes_one_line_of_JSON_without_its_query()
    {
        using var folder = new Testing.Support.TemporaryFolder();
        var file = Path.Combine(folder.Path, "access.log");
        _ = await AskAsync(d => d with { Gateway = d.Gateway with { AccessLog = new AccessLogSection { Enabled = true, File = file } } }, "GET /a?token=s HTTP/1.1\r\nHost: h\r\nUser-Agent: t\r\n\r\n");

        var line = Assert.Single(await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
        using var entry = System.Text.Json.JsonDocument.Parse(line);

        Assert.Equal("/a", entry.RootElement.GetProperty("path").GetString());
        Assert.Equal(200, entry.RootElement.GetProperty("status").GetInt32());
        Assert.Equal("all", entry.RootElement.GetProperty("route").GetString());
        Assert.DoesNotContain("token", line);
    }
}
