using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Functional.Tests.Running;

namespace Functional.Tests.Faults;

/// <summary>Limits per caller and minute, with the contract's defaults, and sessions that end.</summary>
[Collection(FaultsGroup.Name)]
public sealed class LimitsTests(LimitedRun run) : IClassFixture<LimitedRun>
{
    [Theory]
    [InlineData("/api/execute_command", 10)]
    [InlineData("/api/router_connect", 5)]
    [InlineData("/api/clear_cache", 3)]
    public async Task A_caller_over_the_limit_is_told_when_to_come_back(string path, int limit)
    {
        for (var call = 0; call < limit; call++)
        {
            using var answer = await run.Administrator.PostAsJsonAsync(path, new { command = "display clock" });
            Assert.True(answer.IsSuccessStatusCode, $"call {call + 1}: {await answer.Content.ReadAsStringAsync()}");
        }

        using var refused = await run.Administrator.PostAsJsonAsync(path, new { command = "display clock" });
        await AssertRefusedAsync(refused);
    }

    [Fact]
    public async Task Data_is_limited_and_the_socket_is_not()
    {
        var answers = new List<HttpResponseMessage>();
        for (var call = 0; call < 31; call++)
        {
            answers.Add(await run.Program.Http.GetAsync("/api/router_status"));
        }

        Assert.All(answers.Take(30), a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await AssertRefusedAsync(answers[^1]);
        answers.ForEach(a => a.Dispose());
        Assert.Equal(HttpStatusCode.OK, (await run.Program.Http.GetAsync("/health")).StatusCode);
        await using var socket = await LiveSocket.OpenAsync(run.Program, "/ws/monitor");
        for (var message = 0; message < 8; message++)
        {
            await socket.SendAsync("get_status");
            await socket.UntilAsync(f => LiveSocket.Type(f) == "system_status");
        }
    }

    [Fact]
    public async Task A_session_that_ends_takes_its_socket_along()
    {
        var token = await run.Program.TokenAsync(FarolProcess.NewPassword);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        await socket.ConnectAsync(new Uri($"ws://localhost:{run.Program.Port}/ws/monitor"), TestContext.Current.CancellationToken);
        using var logout = new HttpRequestMessage(HttpMethod.Post, "/api/auth/logout");
        logout.Headers.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.NoContent, (await run.Program.Http.SendAsync(logout, TestContext.Current.CancellationToken)).StatusCode);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var buffer = new byte[1024 * 1024];
        while ((await socket.ReceiveAsync(buffer, limit.Token)).MessageType != WebSocketMessageType.Close)
        {
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
        using var after = new HttpRequestMessage(HttpMethod.Get, "/api/profile");
        after.Headers.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await run.Program.Http.SendAsync(after, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage refused)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var wait = refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(wait, 1, 60);
        var body = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(wait, body.GetProperty("retry_after").GetDouble());
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.NotEmpty(body.GetProperty("error").GetString()!);
    }
}
