using System.Net;
using System.Text.Json;
using Farol.Access.Tests.Sessions;

namespace Farol.Access.Tests.Profile;

public sealed class ProfileTests
{
    private const string NewPassword = "another long password";

    [Fact]
    public async Task Names_can_be_changed_and_are_read_back_with_a_version()
    {
        await using var app = await AccessApplication.StartAsync();
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");
        var before = await app.GetAsync("/api/profile", token);

        var changed = await app.SendAsync(
            HttpMethod.Put, "/api/profile", token, new { first_name = "Ana", last_name = " Silva " }, ("If-Match", before.Headers.ETag!.Tag));
        var stale = await app.SendAsync(
            HttpMethod.Put, "/api/profile", token, new { first_name = "Bia" }, ("If-Match", before.Headers.ETag!.Tag));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        var profile = await AccessApplication.ReadAsync(await app.GetAsync("/api/profile", token));
        Assert.Equal("Ana", profile.GetProperty("first_name").GetString());
        Assert.Equal("Silva", profile.GetProperty("last_name").GetString());
        Assert.Equal("owner", profile.GetProperty("memberships").GetProperty("platform").GetString());
    }

    [Fact]
    public async Task Whether_anybody_is_logged_in_is_told_to_everybody()
    {
        await using var app = await AccessApplication.StartAsync();
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");

        var stranger = await app.GetAsync("/api/auth/session", null);
        var known = await app.GetAsync("/api/auth/session", token);

        Assert.Equal(HttpStatusCode.OK, stranger.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await AccessApplication.ReadAsync(stranger)).GetProperty("person").ValueKind);
        var person = (await AccessApplication.ReadAsync(known)).GetProperty("person");
        var profile = await AccessApplication.ReadAsync(await app.GetAsync("/api/profile", token));
        Assert.True(JsonElement.DeepEquals(profile, person));
        Assert.True(stranger.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_the_old_password()
    {
        await using var app = await AccessApplication.StartAsync();
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");
        var other = await RevocationTests.TokenAsync(app, "admin@farol.local");

        var changed = await app.SendAsync(
            HttpMethod.Put, "/api/profile", token, new { current_password = AccessApplication.AdminPassword, new_password = NewPassword });

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/mine", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", other)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.LoginAsync("admin@farol.local", AccessApplication.AdminPassword)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.LoginAsync("admin@farol.local", NewPassword)).StatusCode);
    }

    [Theory]
    [InlineData(null, NewPassword, "current_password")]
    [InlineData("wrong password", NewPassword, "current_password")]
    [InlineData(AccessApplication.AdminPassword, "short", "new_password")]
    [InlineData(AccessApplication.AdminPassword, AccessApplication.AdminPassword, "new_password")]
    public async Task A_password_that_will_not_do_is_named_by_its_field(string? current, string @new, string field)
    {
        await using var app = await AccessApplication.StartAsync();
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");

        var refused = await app.SendAsync(HttpMethod.Put, "/api/profile", token, new { current_password = current, new_password = @new });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.True((await AccessApplication.ReadAsync(refused)).GetProperty("errors").TryGetProperty(field, out _));
        Assert.Equal(HttpStatusCode.OK, (await app.LoginAsync("admin@farol.local", AccessApplication.AdminPassword)).StatusCode);
    }

    [Fact]
    public async Task A_stolen_session_does_not_serve_to_guess_the_password()
    {
        await using var app = await AccessApplication.StartAsync();
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");
        HttpStatusCode last = default;
        for (var guess = 0; guess < 6; guess++)
        {
            var response = await app.SendAsync(
                HttpMethod.Put, "/api/profile", token, new { current_password = $"guess {guess}", new_password = NewPassword });
            last = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Theory]
    [InlineData("application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "null", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{\"first_name\":1}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_that_cannot_be_read_is_a_problem(string type, string body, HttpStatusCode status)
    {
        await using var app = await AccessApplication.StartAsync();
        var token = await RevocationTests.TokenAsync(app, "admin@farol.local");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/profile")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, type),
            Headers = { { "Authorization", $"Bearer {token}" } },
        };

        var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        await using var app = await AccessApplication.StartAsync();

        var response = await app.LoginAsync("admin@farol.local", new string('x', 200_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
