using System.Net;
using System.Net.Http.Json;

namespace Functional.Tests.Control;

/// <summary>What browsers are told, on every port and for every kind of answer.</summary>
[Collection(ControlGroup.Name)]
public sealed class BrowserRuleTests(ControlRun run)
{
    private const string Friend = "https://noc.example.net";

    [Fact]
    public async Task Every_answer_forbids_frames_guesses_and_inline_scripts()
    {
        var program = run.Program;
        foreach (var (port, path) in new[]
        {
            (program.ControlPort, "/health"), (program.ControlPort, "/api/backends"), (program.ControlPort, "/nothing"), (program.AdminPort, "/admin/health"),
            (program.ConsolePort, "/"), (program.ConsolePort, "/api/profile"), (program.MetricsPort, "/metrics"), (program.Port, "/openapi.json"),
        })
        {
            using var answer = await run.Client(port).GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            Assert.Contains("camera=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_console_runs_loads_and_connects_to_what_is_its_own_and_nothing_else()
    {
        foreach (var (port, path) in new[] { (run.Program.ConsolePort, "/"), (run.Program.ConsolePort, "/monitor/terminal"), (run.Program.Port, "/"), (run.Program.ConsolePort, "/favicon.svg") })
        {
            var policy = await PolicyAsync(port, path);
            foreach (var rule in new[] { "default-src", "script-src", "style-src", "worker-src", "connect-src", "font-src", "form-action" })
            {
                Assert.Equal("'self'", policy[rule]);
            }

            foreach (var rule in new[] { "object-src", "base-uri", "frame-ancestors" })
            {
                Assert.Equal("'none'", policy[rule]);
            }
        }
    }

    [Fact]
    public async Task Documentation_pages_alone_may_have_scripts_in_themselves()
    {
        foreach (var path in new[] { "/docs/index.html", "/redoc/index.html" })
        {
            var policy = await PolicyAsync(run.Program.ControlPort, path);
            Assert.Equal("'self' 'unsafe-inline'", policy["script-src"]);
            Assert.Equal("'none'", policy["frame-ancestors"]);
        }
    }

    [Fact]
    public async Task Pages_of_other_sites_may_read_nothing()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Options })
        {
            using var answer = await AskAsync(run, method, "https://evil.example", "/api/version");
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Pages_of_allowed_origins_may_and_nobody_else()
    {
        await using var own = await ControlRun.StartOwnAsync(new Dictionary<string, string> { ["FAROL_ALLOWED_ORIGINS"] = Friend });
        using var asked = await AskAsync(own, HttpMethod.Options, Friend, "/api/backends");
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Equal(Friend, asked.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("PUT", asked.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        using var read = await AskAsync(own, HttpMethod.Get, Friend, "/api/version");
        Assert.Equal((HttpStatusCode.OK, Friend), (read.StatusCode, read.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        using var foreign = await AskAsync(own, HttpMethod.Get, "https://evil.example", "/api/version");
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_read()
    {
        using var answer = await run.Anonymous.PostAsJsonAsync("/api/auth/login", new { email = "a@b.example", password = new string('a', 1 << 20) }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private async Task<Dictionary<string, string>> PolicyAsync(int port, string path)
    {
        using var answer = await run.Client(port).GetAsync(path, TestContext.Current.CancellationToken);
        return answer.Headers.GetValues("Content-Security-Policy").Single()
            .Split(';', StringSplitOptions.TrimEntries).Select(rule => rule.Split(' ', 2)).ToDictionary(rule => rule[0], rule => rule[1]);
    }

    private static async Task<HttpResponseMessage> AskAsync(ControlRun run, HttpMethod method, string origin, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        return await run.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
