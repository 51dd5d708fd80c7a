using System.Net;
using System.Net.WebSockets;
using Farol.Access.Roles;

namespace Farol.Access.Tests.Sessions;

public sealed class CredentialTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Roles_are_judged_endpoint_by_endpoint()
    {
        await using var app = await AccessApplication.StartAsync();
        await RevocationTests.CreateAsync(app, Role.Operator);
        var token = await RevocationTests.TokenAsync(app, "ana@isp.example");

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/totals", token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/persons", token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/mine", token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/open", token)).StatusCode);
        var refused = await app.GetAsync("/installation", token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("platform", (await AccessApplication.ReadAsync(refused)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_is_for_the_platform_only()
    {
        await using var app = await AccessApplication.StartAsync();
        await RevocationTests.CreateAsync(app, Role.Owner);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/forgotten")).StatusCode);
        var owner = await RevocationTests.TokenAsync(app, "ana@isp.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await app.GetAsync("/forgotten", owner)).StatusCode);
        var admin = await RevocationTests.TokenAsync(app, "admin@farol.local");
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/forgotten", admin)).StatusCode);
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer ")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("x")]
    public async Task A_false_Authorization_header_is_no_login_and_asks_for_one(string header)
    {
        await using var app = await AccessApplication.StartAsync();

        var response = await app.GetAsync("/mine", null, ("Authorization", header));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_token_changed_anywhere_is_false()
    {
        await using var app = await AccessApplication.StartAsync();
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");

        for (var index = 0; index < token.Length; index += 7)
        {
            var changed = token[..index] + (token[index] == 'A' ? 'B' : 'A') + token[(index + 1)..];
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", changed)).StatusCode);
        }
    }

    [Fact]
    public async Task A_token_in_the_query_counts_for_WebSockets_only_and_is_taken_out_of_the_request()
    {
        await using var app = await AccessApplication.StartAsync(map: RevocationTests.MapSocket);
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync($"/mine?access_token={token}")).StatusCode);

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/socket?types=x&access_token={token}"), Token);
        await socket.SendAsync("x"u8.ToArray(), WebSocketMessageType.Text, true, Token);
        var closed = await socket.ReceiveAsync(new byte[100], Token);
        Assert.Equal("?types=x", closed.CloseStatusDescription);
    }

    [Fact]
    public async Task A_WebSocket_takes_the_header_and_the_cookie_too()
    {
        await using var app = await AccessApplication.StartAsync(map: RevocationTests.MapSocket);
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");
        var cookie = await CookieTests.LoginAsync(app);

        foreach (var (name, value) in ((string, string)[])[("Authorization", $"Bearer {token}"), ("Cookie", cookie)])
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader(name, value);
            await socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/socket"), Token);
            Assert.Equal(WebSocketState.Open, socket.State);
        }

        using var nobody = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => nobody.ConnectAsync(new Uri($"ws://{app.Address.Authority}/socket"), Token));
    }

    [Theory]
    [InlineData("websocket")]
    [InlineData("WebSocket")]
    [InlineData("h2c, websocket")]
    public async Task However_the_upgrade_is_spelt_a_foreign_origin_is_refused(string upgrade)
    {
        await using var app = await AccessApplication.StartAsync(map: RevocationTests.MapSocket);
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");

        var response = await app.GetAsync(
            "/socket", token, ("Connection", "Upgrade"), ("Upgrade", upgrade), ("Origin", "http://evil.example"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("https://noc.example", true)]
    [InlineData("own", true)]
    public async Task Origins_of_WebSockets_are_checked_for_everybody(string origin, bool opens)
    {
        await using var app = await AccessApplication.StartAsync(
            change: options => options with { AllowedOrigins = ["https://noc.example"] }, map: RevocationTests.MapSocket);
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        socket.Options.SetRequestHeader("Origin", origin == "own" ? $"http://{app.Address.Authority}" : origin);
        socket.Options.CollectHttpResponseDetails = true;

        var failure = await Record.ExceptionAsync(
            () => socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/socket"), Token));

        Assert.Equal(opens, failure is null);
        Assert.Equal(opens ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }
}
