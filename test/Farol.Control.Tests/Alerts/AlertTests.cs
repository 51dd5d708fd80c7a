using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Farol.Control.Alerts;

namespace Farol.Control.Tests.Alerts;

public sealed class AlertTests
{
    private const string Start = "2026-01-15T12:00:00Z";
    private const string Later = "2026-01-15T13:00:00Z";

    [Fact]
    public async Task Messages_about_one_alert_are_one_alert_that_fires_resolves_and_fires_again()
    {
        await using var application = await ControlApplication.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            (await SendAsync(application.Anonymous, Message("firing", Start))).EnsureSuccessStatusCode();
        }

        var alert = Assert.Single(await ListAsync(application.Platform, "?status=firing"));
        Assert.Equal("HighErrors", alert.GetProperty("name").GetString());
        Assert.Equal("critical", alert.GetProperty("severity").GetString());
        Assert.Equal(3, alert.GetProperty("received").GetInt64());
        Assert.Equal(2, alert.GetProperty("truncated_alerts").GetInt64());
        Assert.Equal(JsonValueKind.Null, alert.GetProperty("ends_at").ValueKind);

        await SendAsync(application.Anonymous, Message("resolved", Start, "2026-01-15T12:30:00Z"));
        Assert.StartsWith("2026-01-15T12:30:00", Assert.Single(await ListAsync(application.Platform, "?status=resolved")).GetProperty("ends_at").GetString());
        var late = await ControlApplication.ReadAsync(await SendAsync(application.Anonymous, Message("firing", Start)));
        Assert.Equal(1, late.GetProperty("ignored").GetInt32());
        Assert.Empty(await ListAsync(application.Platform, "?status=firing"));

        await SendAsync(application.Anonymous, Message("firing", Later));
        Assert.Equal(2, Assert.Single(await ListAsync(application.Platform, "?status=firing")).GetProperty("occurrences").GetInt64());
    }

    [Fact]
    public async Task Somebody_looks_after_an_alert_until_it_begins_anew()
    {
        await using var application = await ControlApplication.StartAsync();
        await SendAsync(application.Anonymous, Message("firing", Start));
        var id = Assert.Single(await ListAsync(application.Platform)).GetProperty("id").GetString();

        using var acknowledged = await application.Platform.PostAsJsonAsync($"/api/alerts/{id}/ack", new { comment = "on it" }, Cancel);
        Assert.Equal(HttpStatusCode.OK, acknowledged.StatusCode);
        var alert = Assert.Single(await ListAsync(application.Platform, "?acknowledged=true"));
        Assert.Equal("on it", alert.GetProperty("comment").GetString());
        Assert.Equal(ControlApplication.AdminEmail, alert.GetProperty("acknowledged_by").GetString());

        await SendAsync(application.Anonymous, Message("firing", Start));
        Assert.Single(await ListAsync(application.Platform, "?acknowledged=true"));
        await SendAsync(application.Anonymous, Message("resolved", Start, Later));
        await SendAsync(application.Anonymous, Message("firing", "2026-01-15T14:00:00Z"));
        Assert.Single(await ListAsync(application.Platform, "?acknowledged=false"));
        Assert.Empty(await ListAsync(application.Platform, "?acknowledged=true"));
    }

    [Fact]
    public async Task An_alert_that_names_a_tenant_is_its_and_all_others_are_the_platforms()
    {
        await using var application = await ControlApplication.StartAsync();
        await SendAsync(application.Anonymous, Message("firing", Start, tenant: ControlApplication.Acme));
        await SendAsync(application.Anonymous, Message("firing", Start, fingerprint: "other", tenant: "unknown"));

        var id = Assert.Single(await ListAsync(application.AcmeViewer)).GetProperty("id").GetString();
        Assert.Empty(await ListAsync(application.GlobexOwner));
        Assert.Equal(2, (await ListAsync(application.Platform)).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await application.GlobexOperator.PostAsync($"/api/alerts/{id}/ack", null, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await application.AcmeViewer.PostAsync($"/api/alerts/{id}/ack", null, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await application.AcmeOperator.PostAsync($"/api/alerts/{id}/ack", null, Cancel)).StatusCode);
    }

    [Fact]
    public async Task With_a_secret_only_who_has_it_may_send()
    {
        await using var application = await ControlApplication.StartAsync(options: o => o with { Alerts = new AlertOptions { Secret = "open sesame" } });

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(application.Anonymous, Message("firing", Start))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(application.Anonymous, Message("firing", Start), new("Bearer", "open"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(application.Anonymous, Message("firing", Start), new("Bearer", "open sesame"))).StatusCode);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("alertmanager:open sesame"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(application.Anonymous, Message("firing", Start), new("Basic", basic))).StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Farol-Gateway")]
    [InlineData("Origin")]
    public async Task Without_a_secret_nobody_sends_through_a_proxy_or_a_browser(string header)
    {
        await using var application = await ControlApplication.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/alerts/webhook") { Content = new StringContent(Message("firing", Start), null, "application/json") };
        request.Headers.TryAddWithoutValidation(header, "127.0.0.1");

        Assert.Equal(HttpStatusCode.Forbidden, (await application.Anonymous.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Without_a_secret_only_the_addresses_that_are_set_may_send()
    {
        await using var application = await ControlApplication.StartAsync(options: o => o with { Alerts = new AlertOptions { Sources = [IPNetwork.Parse("192.0.2.0/24")] } });

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(application.Anonymous, Message("firing", Start))).StatusCode);
    }

    [Theory]
    [InlineData("[1", HttpStatusCode.BadRequest)]
    [InlineData("""{"version":"3","alerts":[]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"version":"4"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"version":"4","alerts":[null]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"version":"4","alerts":[{"status":"firing","startsAt":"2026-01-15T12:00:00Z"}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"version":"4","alerts":[{"status":"burning","fingerprint":"a","startsAt":"2026-01-15T12:00:00Z"}]}""", HttpStatusCode.UnprocessableEntity)]
    public async Task What_is_no_message_is_refused(string body, HttpStatusCode status)
    {
        await using var application = await ControlApplication.StartAsync();

        Assert.Equal(status, (await SendAsync(application.Anonymous, body)).StatusCode);
    }

    [Fact]
    public async Task A_silence_needs_the_setting_that_says_where()
    {
        await using var application = await ControlApplication.StartAsync();
        await SendAsync(application.Anonymous, Message("firing", Start));
        var id = Assert.Single(await ListAsync(application.Platform)).GetProperty("id").GetString();

        using var answer = await application.Platform.PostAsJsonAsync($"/api/alerts/{id}/silence", new { duration = "2h" }, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("FAROL_ALERTMANAGER_URL", (await ControlApplication.ReadAsync(answer)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task No_more_alerts_than_the_setting_says_and_those_that_fire_stay()
    {
        await using var application = await ControlApplication.StartAsync(options: o => o with { Alerts = new AlertOptions { MaxAlerts = 2 } });
        await SendAsync(application.Anonymous, Message("firing", Start, fingerprint: "fires"));
        for (var i = 0; i < 4; i++)
        {
            await SendAsync(application.Anonymous, Message("resolved", Start, Later, fingerprint: $"ended{i}"));
        }

        var left = await ListAsync(application.Platform);
        Assert.Equal(2, left.Count);
        Assert.Contains(left, a => a.GetProperty("fingerprint").GetString() == "fires");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Message(string status, string starts, string ends = "0001-01-01T00:00:00Z", string fingerprint = "c0ffee", string? tenant = null) => $$$"""
        {"version":"4","groupKey":"{}:{alertname=\"HighErrors\"}","truncatedAlerts":2,"status":"{{{status}}}","receiver":"farol","groupLabels":{},"commonLabels":{},
         "commonAnnotations":{},"externalURL":"http://alertmanager:9093","somethingNew":1,
         "alerts":[{"status":"{{{status}}}","labels":{"alertname":"HighErrors","severity":"critical"{{{(tenant is null ? "" : $",\"tenant\":\"{tenant}\"")}}}},
         "annotations":{"summary":"Too many errors"},"startsAt":"{{{starts}}}","endsAt":"{{{ends}}}","generatorURL":"http://prometheus:9090/graph","fingerprint":"{{{fingerprint}}}"}]}
        """;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string message, AuthenticationHeaderValue? login = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/alerts/webhook") { Content = new StringContent(message, null, "application/json") };
        request.Headers.Authorization = login;
        return await client.SendAsync(request);
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient client, string query = "") =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/alerts{query}")).GetProperty("items").EnumerateArray()];
}
