using System.Net;
using System.Net.WebSockets;
using Farol.Access.Accounts;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Tests.Sessions;

public sealed class RevocationTests
{
    private static readonly Change _byTest = new("test", null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Logout_ends_the_session_of_its_token(string method)
    {
        await using var app = await AccessApplication.StartAsync();
        var token = await TokenAsync(app, "admin@farol.local");
        var other = await TokenAsync(app, "admin@farol.local");

        var response = await app.SendAsync(new HttpMethod(method), "/api/auth/logout", token);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/mine", other)).StatusCode);
    }

    [Fact]
    public async Task Logout_needs_a_login()
    {
        await using var app = await AccessApplication.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/api/auth/logout")).StatusCode);
    }

    [Fact]
    public async Task A_disabled_account_loses_its_requests_and_may_not_come_back()
    {
        await using var app = await AccessApplication.StartAsync();
        var accounts = app.Get<IAccounts>();
        var id = await CreateAsync(app, Role.Operator);
        var token = await TokenAsync(app, "ana@isp.example");

        await accounts.SetDisabledAsync(id, true, _byTest, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.LoginAsync("ana@isp.example", AccessApplication.AdminPassword)).StatusCode);

        await accounts.SetDisabledAsync(id, false, _byTest, Token);
        Assert.Equal(HttpStatusCode.OK, (await app.LoginAsync("ana@isp.example", AccessApplication.AdminPassword)).StatusCode);
    }

    [Fact]
    public async Task A_changed_role_ends_the_session_and_the_next_one_has_it()
    {
        await using var app = await AccessApplication.StartAsync();
        var id = await CreateAsync(app, Role.Viewer);
        var token = await TokenAsync(app, "ana@isp.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await app.GetAsync("/persons", token)).StatusCode);

        await app.Get<IAccounts>().SetRoleAsync(id, PlatformTenant.Id, Role.Operator, _byTest, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/totals", token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/persons", await TokenAsync(app, "ana@isp.example"))).StatusCode);

        await app.Get<IAccounts>().SetRoleAsync(id, PlatformTenant.Id, null, _byTest, Token);
        var refused = await app.LoginAsync("ana@isp.example", AccessApplication.AdminPassword);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData("logout")]
    [InlineData("disable")]
    [InlineData("role")]
    public async Task An_open_WebSocket_hears_of_the_end_of_its_session(string how)
    {
        await using var app = await AccessApplication.StartAsync(map: MapSocket);
        var id = await CreateAsync(app, Role.Viewer);
        var token = await TokenAsync(app, "ana@isp.example");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/socket?access_token={token}"), Token);

        Task ending = how switch
        {
            "logout" => app.SendAsync(HttpMethod.Post, "/api/auth/logout", token),
            "disable" => app.Get<IAccounts>().SetDisabledAsync(id, true, _byTest, Token),
            _ => app.Get<IAccounts>().SetRoleAsync(id, PlatformTenant.Id, Role.Owner, _byTest, Token),
        };
        await ending;

        var closed = await socket.ReceiveAsync(new byte[100], Token).WaitAsync(TimeSpan.FromSeconds(5), Token);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, closed.CloseStatus);
    }

    internal static void MapSocket(WebApplication app) => app.MapGet("/socket", async (HttpContext context) =>
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var ended = context.GetCaller().SessionEnded;
        await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended), socket.ReceiveAsync(new byte[1], context.RequestAborted));
        await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, $"{context.Request.QueryString}", context.RequestAborted);
    }).RequireRole(Role.Viewer);

    internal static async Task<string> TokenAsync(AccessApplication app, string email)
    {
        var response = await app.LoginAsync(email, AccessApplication.AdminPassword);
        response.EnsureSuccessStatusCode();
        return (await AccessApplication.ReadAsync(response)).GetProperty("access_token").GetString()!;
    }

    internal static async Task<string> CreateAsync(AccessApplication app, Role role) =>
        (await app.Get<IAccounts>().CreateAsync(
            new NewUser("Ana@ISP.example", AccessApplication.AdminPassword, PlatformTenant.Id, role), _byTest, Token))!;
}
