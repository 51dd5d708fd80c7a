using System.Net.Http.Json;

namespace Functional.Tests.Control;

/// <summary>Logins on the metrics page of the whole installation.</summary>
[Collection(ControlGroup.Name)]
public sealed class AccessMetricsTests(ControlRun run)
{
    [Fact]
    public async Task Failed_logins_are_counted_where_Prometheus_looks()
    {
        var token = TestContext.Current.CancellationToken;
        using var _ = await run.Anonymous.PostAsJsonAsync("/api/auth/login", new { email = "nobody@nowhere.example", password = "a wrong password" }, token);

        var page = await run.Client(run.Program.MetricsPort).GetStringAsync("/metrics", token);

        Assert.Matches("farol_logins_total\\{result=\"failed\"\\} [1-9]", page);
        Assert.Matches("farol_logins_total\\{result=\"ok\"\\} [1-9]", page);
        Assert.Contains("farol_logins_total{result=\"throttled\"}", page, StringComparison.Ordinal);
    }
}
