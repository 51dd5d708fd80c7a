using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Farol.Access.Auditing;
using Farol.Control.Tenants;

namespace Farol.Control.Tests.Tenants;

public sealed class RegistrationTests
{
    private static readonly object _ana = new
    {
        email = "Ana@New.example",
        password = "a long enough one",
        first_name = "Ana",
        last_name = "Silva",
        tenant_name = "New Company",
        plan = "free",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_registers_owns_a_tenant_and_is_logged_in()
    {
        await using var app = await StartAsync(RegistrationMode.Open);

        var answer = await app.Anonymous.PostAsJsonAsync("/api/auth/register", _ana, Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await ControlApplication.ReadAsync(answer);
        var user = body.GetProperty("user");
        Assert.Equal(("ana@new.example", "new-company", "owner", "Ana"), (Text(user, "email"), Text(user, "tenant_id"), Text(user, "role"), Text(user, "first_name")));
        Assert.Equal(10, app.Get<ITenantLimits>().Find("new-company")!.MaxRequestsPerSecond);
        var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(body, "access_token"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/tenants/new-company", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/tenants/acme", Token)).StatusCode);
        var entries = await app.Get<IAudit>().ListAsync("new-company", null, 10, Token);
        Assert.Equal(["tenant.register", "user.create"], entries.Select(e => e.Entry.Action).Order());
        await app.LoginAsync("ana@new.example", "a long enough one");
    }

    [Fact]
    public async Task An_address_that_has_an_account_is_a_conflict_and_makes_no_tenant()
    {
        await using var app = await StartAsync(RegistrationMode.Open);

        var taken = await app.Anonymous.PostAsJsonAsync(
            "/api/auth/register", new { email = "OWNER@acme.example", password = "a long enough one", tenant_name = "Second" }, Token);

        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Null(app.Get<ITenantLimits>().Find("second"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Platform.GetAsync("/api/tenants/second", Token)).StatusCode);
    }

    [Fact]
    public async Task Registration_is_closed_unless_it_was_opened()
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(services: events.Register);

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Anonymous.PostAsJsonAsync("/api/auth/register", _ana, Token)).StatusCode);
        Assert.Contains(events.All, e => e.Rule == "registration.refused");
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Created)]
    [InlineData("X-Forwarded-For", "192.0.2.1", HttpStatusCode.Forbidden)]
    [InlineData("Host", "farol.example.net", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    public async Task Open_to_loopback_means_programs_of_the_same_user_here(string? header, string? value, HttpStatusCode expected)
    {
        await using var app = await StartAsync(RegistrationMode.Loopback);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/register") { Content = JsonContent.Create(_ana) };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        Assert.Equal(expected, (await app.Anonymous.SendAsync(request, Token)).StatusCode);
    }

    [Theory]
    [InlineData("""{"password":"a long enough one","tenant_name":"x"}""", "email")]
    [InlineData("""{"email":"nobody","password":"a long enough one","tenant_name":"x"}""", "email")]
    [InlineData("""{"email":"a@b.example","tenant_name":"x"}""", "password")]
    [InlineData("""{"email":"a@b.example","password":"short","tenant_name":"x"}""", "password")]
    [InlineData("""{"email":"a@b.example","password":"a long enough one"}""", "tenant_name")]
    [InlineData("""{"email":"a@b.example","password":"a long enough one","tenant_name":"x","plan":"business"}""", "plan")]
    [InlineData("""{"email":"a@b.example","password":"a long enough one","tenant_name":"x","role":"platform"}""", "role")]
    public async Task A_field_that_will_not_do_is_named(string body, string field)
    {
        await using var app = await StartAsync(RegistrationMode.Open);

        var answer = await TenantTests.SendAsync(app.Anonymous, HttpMethod.Post, "/api/auth/register", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, Assert.Single((await ControlApplication.ReadAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task One_address_does_not_register_without_end()
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(
            options: o => o with { Registration = RegistrationMode.Open }, access: o => o with { MaxAttemptsPerAddress = 2 }, services: events.Register);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 3; i++)
        {
            last = (await app.Anonymous.PostAsJsonAsync(
                "/api/auth/register", new { email = $"u{i}@new.example", password = "a long enough one", tenant_name = "x" }, Token)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Contains(events.All, e => e is { Rule: "registration.throttled", Blocked: true, Source: "127.0.0.1" });
    }

    [Theory]
    [InlineData(RegistrationMode.Open, true)]
    [InlineData(RegistrationMode.Loopback, true)]
    [InlineData(RegistrationMode.Closed, false)]
    public async Task Whoever_asks_learns_whether_it_is_open(RegistrationMode mode, bool open)
    {
        var events = new RecordingEvents();
        await using var app = await ControlApplication.StartAsync(options: o => o with { Registration = mode }, services: events.Register);

        var body = await ControlApplication.ReadAsync(await app.Anonymous.GetAsync("/api/auth/register", Token));

        Assert.Equal((open, open), (body.GetProperty("open").GetBoolean(), Text(body, "reason") is null));
        Assert.DoesNotContain(events.All, e => e.Rule == "registration.refused");
    }

    [Fact]
    public async Task A_page_that_registers_gets_a_cookie_and_no_token()
    {
        await using var app = await StartAsync(RegistrationMode.Open);
        using var foreign = await app.Anonymous.PostAsJsonAsync("/api/auth/register?cookie=true", _ana, Token);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        app.Anonymous.DefaultRequestHeaders.Add("X-Farol-Request", "console");

        using var answer = await app.Anonymous.PostAsJsonAsync("/api/auth/register?cookie=true", _ana, Token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Null(Text(await ControlApplication.ReadAsync(answer), "access_token"));
        using var mine = app.Client();
        mine.DefaultRequestHeaders.Add("Cookie", Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await mine.GetAsync("/api/tenants/new-company", Token)).StatusCode);
    }

    private static Task<ControlApplication> StartAsync(RegistrationMode mode) =>
        ControlApplication.StartAsync(options: o => o with { Registration = mode });

    private static string? Text(System.Text.Json.JsonElement element, string field) => element.GetProperty(field).GetString();
}
