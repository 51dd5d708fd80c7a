using System.Net;
using System.Net.WebSockets;

namespace Functional.Tests.Control.Routes;

/// <summary>Every route of the program, without a login and with a role that is not enough.</summary>
[Collection(RoutesGroup.Name)]
public sealed class WhoMayCallTests(RoutesRun run)
{
    /// <summary>What everybody may call; a route that becomes public without standing here fails.</summary>
    private static readonly HashSet<string> _public = new(StringComparer.Ordinal)
    {
        "GET /health", "GET /api/health", "GET /metrics", "GET /api/version", "GET /admin/health", "GET /admin/api/health",
        "POST /api/auth/login", "POST /api/auth/refresh", "GET /api/auth/register", "GET /api/auth/session", "POST /api/auth/register", "POST /api/auth/reset", "POST /api/alerts/webhook",
    };

    private static readonly string[] _order = ["viewer", "operator", "admin", "owner", "platform"];

    public static TheoryData<string> Closed => [.. ApiOperation.All.Where(o => o is { IsPublic: false, IsSocket: false }).Select(o => o.Key)];

    public static TheoryData<string> Above => [.. ApiOperation.All.Where(o => !o.IsSocket && Array.IndexOf(_order, o.Role) > 0).Select(o => o.Key)];

    public static TheoryData<string> Sockets => [.. ApiOperation.All.Where(o => o.IsSocket).Select(o => o.Key)];

    [Fact]
    public void The_public_routes_are_the_ones_listed() =>
        Assert.Empty(ApiOperation.All.Where(o => o.IsPublic && !_public.Contains(o.Key)).Select(o => o.Key));

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Without_a_login_it_is_401(string key)
    {
        using var answer = await run.CallAsync(ApiOperation.Find(key), who: null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await AssertProblemAsync(answer);
    }

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task A_token_in_the_address_says_nothing_where_there_is_no_socket(string key)
    {
        var operation = ApiOperation.Find(key);
        using var answer = await run.CallAsync(operation, who: null, operation.Address() + "?access_token=" + run.Token("platform"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Above))]
    public async Task With_the_next_lower_role_it_is_403(string key)
    {
        var operation = ApiOperation.Find(key);
        var lower = _order[Array.IndexOf(_order, operation.Role) - 1];
        using var answer = await run.CallAsync(operation, $"{lower}@{RoutesRun.Acme}");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        await AssertProblemAsync(answer);
    }

    [Theory]
    [MemberData(nameof(Sockets))]
    public async Task A_socket_without_a_login_is_401_and_one_of_another_tenant_404(string key)
    {
        var operation = ApiOperation.Find(key);
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(operation, ""));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await OpenAsync(operation, "?access_token=" + run.Token("platform")));
        foreach (var parameter in operation.QueryParameters.Where(p => p == "tenant"))
        {
            Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(operation, $"?{parameter}={RoutesRun.Acme}&access_token={run.Token($"owner@{RoutesRun.Globex}")}"));
        }
    }

    private async Task<HttpStatusCode> OpenAsync(ApiOperation operation, string query)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{run.Port(operation)}{operation.Address()}{query}"), TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        JsonShape.AssertMatches(problem, ApiOperation.Document.GetProperty("components").GetProperty("schemas").GetProperty("Problem"), "problem");
    }
}
