using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Control.Gateways;
using Testing.Support;

namespace Farol.Control.Tests.Joining;

/// <summary>Gateways of other machines over the API.</summary>
public sealed class GatewayRowTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_shows_its_token_once_is_listed_audited_and_revoked()
    {
        var time = new ManualTime();
        await using var control = await StartAsync(time);
        using var made = await control.Platform.PostAsJsonAsync("/api/gateways", new { name = "edge-1", lifetime = "2h" }, Stop);
        var invited = await ControlApplication.ReadAsync(made);
        Assert.Equal((HttpStatusCode.Created, "/api/gateways/edge-1", true), (made.StatusCode, made.Headers.Location?.ToString(), made.Headers.CacheControl?.NoStore));
        Assert.Equal(time.GetUtcNow().AddHours(2), invited.GetProperty("expires_at").GetDateTimeOffset());
        var token = invited.GetProperty("token").GetString()!;
        Assert.True(token.Length > 30);

        var listed = await control.Platform.GetStringAsync("/api/gateways", Stop);
        Assert.Contains("\"state\":\"invited\"", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(token, listed, StringComparison.Ordinal);
        var audit = await control.Platform.GetStringAsync("/api/audit?tenant=all&action=gateway.token_created", Stop);
        Assert.Contains("gateway/edge-1", audit, StringComparison.Ordinal);
        Assert.Contains(ControlApplication.AdminEmail, audit, StringComparison.Ordinal);
        Assert.DoesNotContain(token, audit, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.PreconditionFailed, await DeleteAsync(control.Platform, "edge-1", "\"old\""));
        using var one = await control.Platform.GetAsync("/api/gateways/edge-1", Stop);
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(control.Platform, "edge-1", one.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(control.Platform, "edge-1"));
        Assert.Contains("gateway/edge-1", await control.Platform.GetStringAsync("/api/audit?tenant=all&action=gateway.revoked", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"Edge 1"}""", "name")]
    [InlineData("""{"name":"local"}""", "name")]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"edge-1","lifetime":"8d"}""", "lifetime")]
    [InlineData("""{"name":"edge-1","lifetime":"soon"}""", "lifetime")]
    public async Task What_cannot_be_is_refused_with_the_field(string body, string field)
    {
        await using var control = await StartAsync();
        using var answer = await control.Platform.PostAsync("/api/gateways", new StringContent(body, null, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await ControlApplication.ReadAsync(answer)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task It_is_for_administrators_of_the_installation_and_where_gateways_can_come_in()
    {
        await using var control = await ControlApplication.StartAsync();
        using var closed = await control.Platform.PostAsJsonAsync("/api/gateways", new { name = "edge-1" }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, closed.StatusCode);
        Assert.Contains("FAROL_LINK_LISTEN", await closed.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await control.AcmeOwner.GetAsync("/api/gateways", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync(control.AcmeOwner, "edge-1"));
    }

    [Fact]
    public async Task The_gateway_of_this_machine_is_listed_and_stays()
    {
        var fleet = new FakeFleet();
        fleet.Set(new LinkedGateway { Name = "local", IsConnected = true });
        await using var control = await ControlApplication.StartAsync(fleet: fleet);
        var item = (await control.Platform.GetFromJsonAsync<JsonElement>("/api/gateways", Stop)).GetProperty("items")[0];
        Assert.Equal(("local", "linked", JsonValueKind.Null), (item.GetProperty("name").GetString(), item.GetProperty("state").GetString(), item.GetProperty("expires_at").ValueKind));
        Assert.Equal(HttpStatusCode.Conflict, await DeleteAsync(control.Platform, "local"));
    }

    private static Task<ControlApplication> StartAsync(TimeProvider? time = null) =>
        ControlApplication.StartAsync(time, options => options with { LinkListen = new IPEndPoint(IPAddress.Loopback, 0) });

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient client, string name, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/gateways/{name}");
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch ?? "*");
        using var answer = await client.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
