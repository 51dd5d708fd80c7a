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
            Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
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

    private static async Task<HttpResponseMessage> AskAsync(ControlRun run, HttpMethod method, string origin, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        return await run.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
