using System.Net;

namespace Farol.Access.Tests.Sessions;

public sealed class CookieTests
{
    [Fact]
    public async Task A_cookie_login_keeps_tokens_from_scripts_and_the_cookie_from_other_sites()
    {
        await using var app = await AccessApplication.StartAsync();

        var response = await PostLoginAsync(app, ("Sec-Fetch-Site", "same-origin"));

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("farol_session=", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.Contains("path=/", cookie);
        Assert.DoesNotContain("secure", cookie);
        var body = await AccessApplication.ReadAsync(response);
        Assert.True(body.GetProperty("success").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, body.GetProperty("access_token").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, body.GetProperty("refresh_token").ValueKind);
        Assert.Equal("admin@farol.local", body.GetProperty("user").GetProperty("email").GetString());
    }

    [Fact]
    public async Task The_cookie_opens_the_api_until_logout_which_takes_it_away()
    {
        await using var app = await AccessApplication.StartAsync();
        var cookie = await LoginAsync(app);

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/installation", null, ("Cookie", cookie))).StatusCode);
        var logout = await app.SendAsync(
            HttpMethod.Post, "/api/auth/logout", null, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.NoContent, logout.StatusCode);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(logout.Headers.GetValues("Set-Cookie")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/installation", null, ("Cookie", cookie))).StatusCode);
    }

    [Theory]
    [InlineData("same-origin", null, false, true)]
    [InlineData("same-origin", "own", false, true)]
    [InlineData("same-site", "http://127.0.0.1:1", false, false)]
    [InlineData("cross-site", "https://evil.example", false, false)]
    [InlineData("cross-site", null, false, false)]
    [InlineData("cross-site", null, true, false)]
    [InlineData("none", null, false, false)]
    [InlineData(null, "own", false, true)]
    [InlineData(null, "https://evil.example", false, false)]
    [InlineData(null, "https://evil.example", true, false)]
    [InlineData(null, "null", true, false)]
    [InlineData(null, null, false, false)]
    [InlineData(null, null, true, true)]
    [InlineData("cross-site", "https://noc.example", false, true)]
    public async Task A_cookie_alone_does_not_write(string? site, string? origin, bool customHeader, bool passes)
    {
        await using var app = await AccessApplication.StartAsync(
            change: options => options with { AllowedOrigins = ["https://noc.example"] });
        var cookie = await LoginAsync(app);
        var headers = new List<(string, string)> { ("Cookie", cookie) };
        if (site is not null)
        {
            headers.Add(("Sec-Fetch-Site", site));
        }

        if (origin is not null)
        {
            headers.Add(("Origin", origin == "own" ? $"http://{app.Address.Authority}" : origin));
        }

        if (customHeader)
        {
            headers.Add(("X-Farol-Request", "1"));
        }

        var expected = passes ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
        Assert.Equal(expected, (await app.SendAsync(HttpMethod.Post, "/totals", null, null, [.. headers])).StatusCode);
        Assert.Equal(
            passes ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden,
            (await app.GetAsync("/api/auth/logout", null, [.. headers])).StatusCode);
    }

    [Fact]
    public async Task Another_site_cannot_log_a_browser_in()
    {
        await using var app = await AccessApplication.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await PostLoginAsync(app, ("Sec-Fetch-Site", "cross-site"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostLoginAsync(app)).StatusCode);
    }

    [Fact]
    public async Task A_cookie_is_no_bearer_token_and_a_token_no_cookie()
    {
        await using var app = await AccessApplication.StartAsync();
        var cookie = await LoginAsync(app);
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", cookie["farol_session=".Length..])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", null, ("Cookie", $"farol_session={token}"))).StatusCode);
    }

    internal static async Task<string> LoginAsync(AccessApplication app)
    {
        var response = await PostLoginAsync(app, ("X-Farol-Request", "1"));
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static Task<HttpResponseMessage> PostLoginAsync(AccessApplication app, params (string, string)[] headers) =>
        app.SendAsync(
            HttpMethod.Post,
            "/api/auth/login?cookie=true",
            null,
            new { email = "admin@farol.local", password = AccessApplication.AdminPassword },
            headers);
}
