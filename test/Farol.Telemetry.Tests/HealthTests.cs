using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Telemetry.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Telemetry.Tests;

public sealed class HealthTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_program_whose_components_are_ok_answers_200_and_says_so()
    {
        var board = new HealthBoard(_time, "1.2.3");
        board.Component("store", isRequired: true).Ok();
        board.Detail("simulated", () => true);
        board.Detail("unknown", () => null);
        _time.Advance(TimeSpan.FromSeconds(90));

        var (status, body) = await AskAsync(board);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("healthy", body.GetProperty("status").GetString());
        Assert.Equal("1.2.3", body.GetProperty("version").GetString());
        Assert.Equal("2026-01-15T12:01:30.000Z", body.GetProperty("timestamp").GetString());
        Assert.Equal(90, body.GetProperty("uptime_seconds").GetInt64());
        Assert.True(body.GetProperty("simulated").GetBoolean());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("unknown").ValueKind);
        var store = body.GetProperty("components").GetProperty("store");
        Assert.Equal("ok", store.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, store.GetProperty("reason").ValueKind);
        Assert.Equal("2026-01-15T12:00:00.000Z", store.GetProperty("since").GetString());
    }

    [Theory]
    [InlineData(true, HttpStatusCode.ServiceUnavailable, "unhealthy")]
    [InlineData(false, HttpStatusCode.OK, "degraded")]
    public async Task Only_a_required_component_that_failed_means_503(bool isRequired, HttpStatusCode expected, string word)
    {
        var board = new HealthBoard(_time, "1");
        board.Component("other").Ok();
        board.Component("redis", isRequired).Failed("connection refused");

        var (status, body) = await AskAsync(board);

        Assert.Equal(expected, status);
        Assert.Equal(word, body.GetProperty("status").GetString());
        Assert.Equal("failed", body.GetProperty("components").GetProperty("redis").GetProperty("status").GetString());
        Assert.Equal("connection refused", body.GetProperty("components").GetProperty("redis").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_required_component_that_is_only_degraded_still_serves()
    {
        var board = new HealthBoard(_time, "1");
        board.Component("store", isRequired: true).Degraded("the disk is nearly full");

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(board)).Status);
        Assert.Equal("degraded", board.Report().Status);
    }

    [Fact]
    public void Since_is_when_the_state_changed_not_when_it_was_last_told()
    {
        var component = new HealthBoard(_time, "1").Component("router");
        _time.Advance(TimeSpan.FromMinutes(1));
        component.Failed("unreachable");
        var since = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(1));
        component.Failed("unreachable for a minute");

        Assert.Equal(new ComponentHealth(HealthState.Failed, "unreachable for a minute", since), component.Current);

        component.Ok();
        Assert.Equal(_time.GetUtcNow(), component.Current.Since);
    }

    [Fact]
    public void A_removed_component_no_longer_counts()
    {
        var board = new HealthBoard(_time, "1");
        board.Component("router.r1").Failed("gone");

        board.Remove("router.r1");

        Assert.Equal("healthy", board.Report().Status);
        Assert.Empty(board.Report().Components);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(HealthBoard board)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(board);
        await using var app = builder.Build();
        app.MapHealth();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(app.Urls.Single() + "/health"), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
