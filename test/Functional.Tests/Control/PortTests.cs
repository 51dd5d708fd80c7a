using System.Net;

namespace Functional.Tests.Control;

/// <summary>Each port serves what it is for and nothing else, whatever the method and whatever the <c>Host</c>.</summary>
[Collection(ControlGroup.Name)]
public sealed class PortTests(ControlRun run)
{
    public static TheoryData<string, string, string> Elsewhere => new()
    {
        { "control", "/api/online_total", "PORT" },
        { "control", "/ws/monitor", "PORT" },
        { "control", "/metrics", "METRICS_PORT" },
        { "administration", "/api/online_total", "PORT" },
        { "administration", "/api/profile", "CONTROL_PORT" },
        { "administration", "/api/auth/login", "CONTROL_PORT" },
        { "administration", "/health", "CONTROL_PORT" },
        { "administration", "/openapi.json", "CONTROL_PORT" },
        { "console", "/openapi.json", "CONTROL_PORT" },
        { "metrics", "/api/profile", "CONTROL_PORT" },
        { "metrics", "/openapi.json", "CONTROL_PORT" },
        { "metrics", "/api/health", "CONTROL_PORT" },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task What_another_port_serves_is_not_here_and_the_answer_says_where(string port, string path, string setting)
    {
        foreach (var method in new[] { "GET", "HEAD", "OPTIONS", "POST", "DELETE" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Host = $"localhost:{run.Program.ControlPort}";
            using var answer = await Client(port).SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((method, HttpStatusCode.NotFound), (method, answer.StatusCode));
            if (method is not "HEAD")
            {
                Assert.Contains(setting, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("administration", "/docs/index.html")]
    [InlineData("administration", "/redoc/index.html")]
    [InlineData("administration", "/")]
    [InlineData("console", "/docs/index.html")]
    [InlineData("control", "/")]
    [InlineData("control", "/assets/index.js")]
    [InlineData("metrics", "/docs/index.html")]
    [InlineData("metrics", "/")]
    public async Task Pages_are_only_where_they_belong(string port, string path)
    {
        using var answer = await Client(port).GetAsync(path, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (port == "console")
        {
            Assert.DoesNotContain("swagger", body, StringComparison.OrdinalIgnoreCase);
            return;
        }

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("this port, which serves", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("monitor", "/health")]
    [InlineData("monitor", "/api/health")]
    [InlineData("monitor", "/openapi.json")]
    [InlineData("monitor", "/docs/index.html")]
    [InlineData("monitor", "/redoc/index.html")]
    [InlineData("control", "/health")]
    [InlineData("control", "/api/health")]
    [InlineData("control", "/openapi.json")]
    [InlineData("control", "/docs/index.html")]
    [InlineData("console", "/api/health")]
    [InlineData("metrics", "/health")]
    [InlineData("metrics", "/metrics")]
    public async Task What_is_open_to_everybody_answers(string port, string path)
    {
        using var answer = await Client(port).GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("monitor")]
    [InlineData("control")]
    [InlineData("console")]
    public async Task A_login_of_one_port_counts_on_the_others(string port)
    {
        using var client = await run.LoginAsync(ControlRun.AdminEmail, port: Port(port));
        using var answer = await client.GetAsync("/api/profile", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private HttpClient Client(string port) => run.Client(Port(port));

    private int Port(string port) => port switch
    {
        "monitor" => run.Program.Port,
        "control" => run.Program.ControlPort,
        "administration" => run.Program.AdminPort,
        "console" => run.Program.ConsolePort,
        _ => run.Program.MetricsPort,
    };
}
