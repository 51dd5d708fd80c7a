using System.Net;
using System.Text.Json;
using Farol.Access.Auditing;
using Farol.Store.Databases;
using Testing.Support;

namespace Farol.Access.Tests.Sessions;

public sealed class RefreshTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_gives_new_tokens_of_the_same_session()
    {
        await using var app = await AccessApplication.StartAsync();
        var login = await app.LoginAsAdminAsync();

        var response = await RefreshAsync(app, Refresh(login));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var refreshed = await AccessApplication.ReadAsync(response);
        Assert.NotEqual(Access(login), Access(refreshed));
        Assert.NotEqual(Refresh(login), Refresh(refreshed));
        Assert.Equal("admin@farol.local", refreshed.GetProperty("user").GetProperty("email").GetString());
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/mine", Access(refreshed))).StatusCode);
    }

    [Fact]
    public async Task A_refresh_token_used_twice_ends_the_whole_family()
    {
        await using var app = await AccessApplication.StartAsync();
        var login = await app.LoginAsAdminAsync();
        var next = await AccessApplication.ReadAsync(await RefreshAsync(app, Refresh(login)));

        var reused = await RefreshAsync(app, Refresh(login));

        Assert.Equal(HttpStatusCode.Unauthorized, reused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(app, Refresh(next))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", Access(login))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", Access(next))).StatusCode);
        var audit = await app.Get<IAudit>().ListAsync(null, null, 1, Token);
        Assert.Equal(("session.end", "refresh token used twice"), (audit[0].Entry.Action, audit[0].Entry.Detail));
    }

    [Fact]
    public async Task Of_two_refreshes_at_the_same_time_at_most_one_gets_through()
    {
        await using var app = await AccessApplication.StartAsync();
        var login = await app.LoginAsAdminAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(app, Refresh(login))));

        Assert.True(responses.Count(response => response.StatusCode == HttpStatusCode.OK) <= 1);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", Access(login))).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task An_unknown_refresh_token_is_refused(string? token)
    {
        await using var app = await AccessApplication.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(app, token)).StatusCode);
    }

    [Fact]
    public async Task Access_tokens_end_after_15_minutes_refresh_tokens_after_14_days_sessions_after_90()
    {
        var time = new ManualTime();
        await using var app = await AccessApplication.StartAsync(time: time);
        var login = await app.LoginAsAdminAsync();
        time.Advance(TimeSpan.FromMinutes(14.9));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/mine", Access(login))).StatusCode);
        time.Advance(TimeSpan.FromMinutes(0.1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", Access(login))).StatusCode);

        for (var days = 0; days < 78; days += 13)
        {
            time.Advance(TimeSpan.FromDays(13));
            var response = await RefreshAsync(app, Refresh(login));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            login = await AccessApplication.ReadAsync(response);
        }

        // 78 days and a quarter of an hour have passed: the session ends before the fortnight does.
        time.Advance(TimeSpan.FromDays(12));
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(app, Refresh(login))).StatusCode);
    }

    [Fact]
    public async Task Sessions_outlive_a_restart_and_neither_tokens_nor_keys_lie_open_on_disk()
    {
        using var folder = new TemporaryFolder();
        JsonElement login;
        await using (var app = await AccessApplication.StartAsync(dataFolder: folder.Path))
        {
            login = await app.LoginAsAdminAsync();
        }

        foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("admin-password", StringComparison.Ordinal)))
        {
            var content = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Token));
            Assert.DoesNotContain(Refresh(login)!, content);
            Assert.DoesNotContain(Access(login)!, content);
            Assert.DoesNotContain(AccessApplication.AdminPassword, content);
            Assert.DoesNotContain("masterKey", content);
        }

        await using var again = await AccessApplication.StartAsync(dataFolder: folder.Path);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/mine", Access(login))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(again, Refresh(login))).StatusCode);
    }

    [Fact]
    public async Task The_oldest_session_ends_when_a_user_has_too_many()
    {
        await using var app = await AccessApplication.StartAsync(change: options => options with { MaxSessionsPerUser = 2 });
        var first = await app.LoginAsAdminAsync();
        var second = await app.LoginAsAdminAsync();
        var third = await app.LoginAsAdminAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/mine", Access(first))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/mine", Access(second))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/mine", Access(third))).StatusCode);
    }

    [Fact]
    public async Task A_request_with_a_known_token_touches_no_database()
    {
        await using var app = await AccessApplication.StartAsync();
        var login = await app.LoginAsAdminAsync();
        await app.GetAsync("/mine", Access(login));
        await app.Get<IStateDatabase>().WriteAsync(unit => unit.ExecuteAsync("DROP TABLE refresh_tokens; DROP TABLE sessions"), Token);

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/mine", Access(login))).StatusCode);
    }

    private static Task<HttpResponseMessage> RefreshAsync(AccessApplication app, string? token) =>
        app.SendAsync(HttpMethod.Post, "/api/auth/refresh", body: new { refresh_token = token });

    private static string? Access(JsonElement login) => login.GetProperty("access_token").GetString();

    private static string? Refresh(JsonElement login) => login.GetProperty("refresh_token").GetString();
}
