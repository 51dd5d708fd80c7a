using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Farol.Access.Auditing;
using Farol.Access.Roles;
using Farol.Control.Tests.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Testing.Support;

namespace Farol.Control.Tests.Accounts;

public sealed class KeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_shown_once_and_works_in_its_tenant_with_its_role()
    {
        await using var app = await StartAsync();

        var (body, key) = await MakeAsync(app, app.AcmeOwner, "admin");

        Assert.StartsWith(UserTests.Text(body, "prefix"), UserTests.Text(body, "key"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await key.GetAsync("/api/users", Token)).StatusCode);
        Assert.Equal($"key ci ({UserTests.Text(body, "prefix")})", await key.GetStringAsync("/name", Token));
        Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync("/api/users?tenant=globex", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.GetAsync("/api/tenants", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.GetAsync("/api/admin/users", Token)).StatusCode);
        var read = await ControlApplication.ReadAsync(await app.AcmeOwner.GetAsync($"/api/keys/{UserTests.Text(body, "id")}", Token));
        Assert.Equal(JsonValueKind.Null, read.GetProperty("key").ValueKind);
        Assert.Equal(JsonValueKind.String, read.GetProperty("last_used_at").ValueKind);
        Assert.Equal("owner@acme.example", UserTests.Text(read, "created_by"));
    }

    [Fact]
    public async Task A_key_makes_nothing_that_could_outlive_it()
    {
        await using var app = await StartAsync();
        var (_, key) = await MakeAsync(app, app.AcmeOwner, "owner");

        foreach (var (method, path, body) in new[]
        {
            ("POST", "/api/keys", """{"name":"x","role":"viewer"}"""), ("POST", "/api/users", """{"email":"x@y.example","role":"viewer"}"""),
            ("POST", "/api/users/any/reset_link", null), ("GET", "/api/sessions", null), ("GET", "/api/profile", null), ("POST", "/api/auth/logout", null),
        })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await TenantTests.SendAsync(key, new HttpMethod(method), path, body)).StatusCode);
        }
    }

    [Theory]
    [InlineData("""{"role":"viewer"}""", "name")]
    [InlineData("""{"name":"x"}""", "role")]
    [InlineData("""{"name":"x","role":"king"}""", "role")]
    [InlineData("""{"name":"x","role":"viewer","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"x","role":"viewer","expires_at":"2100-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"x","role":"viewer","expires_at":"soon"}""", "expires_at")]
    [InlineData("""{"name":"x","role":"viewer","scopes":["all"]}""", "scopes")]
    public async Task A_field_that_will_not_do_is_named(string body, string field)
    {
        await using var app = await StartAsync();

        var answer = await TenantTests.SendAsync(app.AcmeOwner, HttpMethod.Post, "/api/keys", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Assert.Single((await ControlApplication.ReadAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task No_key_may_more_than_who_makes_it()
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await app.AcmeOperator.PostAsJsonAsync("/api/keys", new { name = "x", role = "admin" }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.AcmeOwner.PostAsJsonAsync("/api/keys", new { name = "x", role = "platform" }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.AcmeViewer.PostAsJsonAsync("/api/keys", new { name = "x", role = "viewer" }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous.PostAsJsonAsync("/api/keys", new { name = "x", role = "viewer" }, Token)).StatusCode);
        var (_, platform) = await MakeAsync(app, app.Platform, "platform");
        Assert.Equal(HttpStatusCode.OK, (await platform.GetAsync("/api/admin/users", Token)).StatusCode);
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("maker demoted")]
    [InlineData("maker disabled")]
    [InlineData("maker removed")]
    [InlineData("tenant closed")]
    public async Task A_key_ends_with_what_it_stands_on_and_closes_its_sockets(string why)
    {
        await using var app = await StartAsync();
        using var admin = await app.UserAsync("acme", Role.Admin);
        var (body, key) = await MakeAsync(app, admin, "admin");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{app.Address.Authority}/socket?access_token={UserTests.Text(body, "key")}"), Token);
        var maker = await UserTests.IdAsync(app, "admin@acme.example");

        var (client, method, path, change) = why switch
        {
            "revoked" => (admin, HttpMethod.Delete, $"/api/keys/{UserTests.Text(body, "id")}", null),
            "maker demoted" => (app.AcmeOwner, HttpMethod.Put, $"/api/users/{maker}", """{"role":"operator"}"""),
            "maker disabled" => (app.AcmeOwner, HttpMethod.Put, $"/api/users/{maker}", """{"disabled":true}"""),
            "maker removed" => (app.AcmeOwner, HttpMethod.Delete, $"/api/users/{maker}", null),
            _ => (app.Platform, HttpMethod.Delete, "/api/tenants/acme", (string?)null),
        };
        Assert.True((await TenantTests.SendAsync(client, method, path, change)).IsSuccessStatusCode);

        var close = await socket.ReceiveAsync(new byte[16], Token).WaitAsync(TimeSpan.FromSeconds(5), Token);
        Assert.Equal(WebSocketMessageType.Close, close.MessageType);
        var status = (await key.GetAsync("/api/users", Token)).StatusCode;
        Assert.Equal(why == "maker demoted" ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_key_expires()
    {
        var time = new ManualTime();
        await using var app = await StartAsync(time);
        var made = await app.AcmeOwner.PostAsJsonAsync("/api/keys", new { name = "short", role = "admin", expires_at = time.GetUtcNow().AddMinutes(1) }, Token);
        using var key = WithKey(app, UserTests.Text(await ControlApplication.ReadAsync(made), "key"));
        Assert.Equal(HttpStatusCode.OK, (await key.GetAsync("/name", Token)).StatusCode);

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await key.GetAsync("/name", Token)).StatusCode);
    }

    [Fact]
    public async Task A_key_survives_a_restart_and_its_secret_is_not_in_the_database()
    {
        using var folder = new TemporaryFolder();
        string text;
        await using (var first = await ControlApplication.StartAsync(dataFolder: folder.Path))
        {
            text = UserTests.Text((await MakeAsync(first, first.AcmeOwner, "admin")).Body, "key");
        }

        foreach (var file in Directory.GetFiles(folder.Path, "state.db*"))
        {
            Assert.DoesNotContain(text[15..], await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, Token), StringComparison.Ordinal);
        }

        await using var second = await ControlApplication.StartAsync(dataFolder: folder.Path);
        using var key = WithKey(second, text);
        using var wrong = WithKey(second, text[..^1] + (text[^1] == 'A' ? 'B' : 'A'));
        Assert.Equal(HttpStatusCode.OK, (await key.GetAsync("/api/users", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("/api/users", Token)).StatusCode);
    }

    [Fact]
    public async Task Who_is_no_administrator_sees_the_own_keys_and_nobody_another_tenants()
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(services: events.Register);
        var (own, _) = await MakeAsync(app, app.AcmeOwner, "viewer");
        var (operators, _) = await MakeAsync(app, app.AcmeOperator, "viewer");
        var (foreign, _) = await MakeAsync(app, app.GlobexOwner, "viewer");

        Assert.Equal([UserTests.Text(operators, "id")], await IdsAsync(app.AcmeOperator));
        Assert.Equal(2, (await IdsAsync(app.AcmeOwner)).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOperator.GetAsync($"/api/keys/{UserTests.Text(own, "id")}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOperator.DeleteAsync($"/api/keys/{UserTests.Text(own, "id")}", Token)).StatusCode);
        Assert.DoesNotContain(events.All, e => e.Rule == ActingTenant.CrossedRule);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOwner.GetAsync($"/api/keys/{UserTests.Text(foreign, "id")}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.AcmeOwner.DeleteAsync($"/api/keys/{UserTests.Text(foreign, "id")}", Token)).StatusCode);
        Assert.Equal(2, events.All.Count(e => e.Rule == ActingTenant.CrossedRule));
        Assert.Single(await IdsAsync(app.GlobexOwner));
        Assert.Contains(await app.Get<IAudit>().ListAsync("acme", null, 50, Token), e => e.Entry is { Action: "key.create", Actor: "operator@acme.example" });
    }

    private static Task<ControlApplication> StartAsync(TimeProvider? time = null) => ControlApplication.StartAsync(time: time, map: app =>
    {
        app.MapGet("/name", (HttpContext http) => http.GetCaller().Name).RequireRole(Role.Viewer);
        app.Map("/socket", async (HttpContext http) =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            var ended = http.GetCaller().SessionEnded;
            await Task.WhenAny(Task.Delay(Timeout.Infinite, ended), socket.ReceiveAsync(new byte[16], CancellationToken.None));
            await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, null, CancellationToken.None);
        }).RequireRole(Role.Viewer);
    });

    private static async Task<(JsonElement Body, HttpClient Key)> MakeAsync(ControlApplication app, HttpClient maker, string role)
    {
        using var made = await maker.PostAsJsonAsync("/api/keys", new { name = "ci", role }, Token);
        var body = await ControlApplication.ReadAsync(made);
        Assert.True(made.StatusCode == HttpStatusCode.Created, body.ToString());
        return (body, WithKey(app, UserTests.Text(body, "key")));
    }

    private static HttpClient WithKey(ControlApplication app, string key)
    {
        var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(HttpClient client) =>
        [.. (await ControlApplication.ReadAsync(await client.GetAsync("/api/keys", Token))).GetProperty("items").EnumerateArray().Select(key => UserTests.Text(key, "id"))];
}
