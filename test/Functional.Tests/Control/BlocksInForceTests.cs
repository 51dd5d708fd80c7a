using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>Blocks, from the API to the gateway and back as events: a run of its own, whose gateway believes what loopback tells of its clients.</summary>
public sealed class BlocksInForceTests : IAsyncLifetime
{
    private const string Blocked = "203.0.113.9";
    private const string Other = "203.0.113.10";
    private const string Host = "shop.example";

    private readonly TemporaryFolder _folder = new();
    private ControlRun _run = null!;
    private NamedBackend _backend = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _backend = await NamedBackend.StartAsync("shop");
        var file = _folder.File("farol.yaml");
        await File.WriteAllTextAsync(
            file, $"gateway: {{ trusted_proxies: [127.0.0.0/8] }}\npools: [{{ name: shop, backends: [{{ address: \"{_backend.Loopback}\" }}] }}]\nroutes: [{{ name: shop, host: {Host}, pool: shop }}]\n", Token);
        _run = await ControlRun.StartOwnAsync(null, "--config", file);
    }

    [Fact]
    public async Task A_block_holds_when_the_api_has_answered_is_told_everywhere_and_ends_when_it_is_lifted()
    {
        await using var socket = await LiveSocket.OpenAsync(_run.Program, "/api/ws/security", await _run.TokenAsync(ControlRun.AdminEmail), _run.Program.ControlPort);
        await socket.UntilAsync(f => LiveSocket.Type(f) == "connected");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Blocked));

        using var made = await _run.Admin.PostAsJsonAsync("/api/security/blocks", new { network = Blocked, reason = "scans" }, Token);
        var id = (await ControlRun.ReadAsync(made)).GetProperty("id").GetString();
        var before = _backend.Requests;
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(Blocked));
        Assert.Equal(before, _backend.Requests);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Other));

        var told = (await socket.UntilAsync(f => LiveSocket.Type(f) == "security_event" && IsBlock(f.GetProperty("data")))).GetProperty("data");
        Assert.Equal(("blocked", Blocked, true), (told.GetProperty("type").GetString(), told.GetProperty("source").GetString(), told.GetProperty("blocked").GetBoolean()));
        await Eventually.True(async () => (await BlocksAsync()).Any(e => e.GetProperty("source").GetString() == Blocked), "it is in the list");

        Assert.Equal(HttpStatusCode.NoContent, (await _run.Admin.DeleteAsync($"/api/security/blocks/{id}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Blocked));
    }

    [Fact]
    public async Task A_backends_own_403_is_told_as_nobodys_block()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(Other, "/?status=403"));

        // A block that is hit after it comes over the same link: by then the first would have been told.
        using var made = await _run.Admin.PostAsJsonAsync("/api/security/blocks", new { network = Blocked }, Token);
        await ControlRun.ReadAsync(made);
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(Blocked));
        await Eventually.True(async () => (await BlocksAsync()).Count > 0, "the block is told");
        Assert.All(await BlocksAsync(), e => Assert.Equal(Blocked, e.GetProperty("source").GetString()));
        await Eventually.True(
            async () => (await ControlRun.ReadAsync(await _run.Admin.GetAsync("/api/metrics", Token))).GetProperty("security").GetProperty("blocked_requests").GetInt64() == 1, "one is counted");
    }

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        await _backend.DisposeAsync();
        _folder.Dispose();
    }

    private static bool IsBlock(JsonElement happened) => happened.GetProperty("rule").GetString() == "gateway.blocked";

    private async Task<List<JsonElement>> BlocksAsync()
    {
        using var answer = await _run.Admin.GetAsync("/api/security/events?type=blocked&rule=gateway.blocked", Token);
        return [.. (await ControlRun.ReadAsync(answer)).GetProperty("items").EnumerateArray()];
    }

    private async Task<HttpStatusCode> AskAsync(string client, string path = "/")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(ControlRun.Address(_run.Program.GatewayPort), path));
        request.Headers.Host = Host;
        request.Headers.Add("X-Forwarded-For", client);
        using var answer = await _run.Anonymous.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
