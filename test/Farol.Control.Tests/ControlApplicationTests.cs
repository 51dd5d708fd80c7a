using System.Net;
using System.Net.Http.Json;

namespace Farol.Control.Tests;

/// <summary>The tests' own application stands on real logins.</summary>
public sealed class ControlApplicationTests
{
    [Fact]
    public async Task Everybody_is_who_the_property_says()
    {
        await using var application = await ControlApplication.StartAsync();

        Assert.Equal("platform", await RoleAsync(application.Platform, "platform"));
        Assert.Equal("owner", await RoleAsync(application.AcmeOwner, ControlApplication.Acme));
        Assert.Equal("viewer", await RoleAsync(application.GlobexViewer, ControlApplication.Globex));
        Assert.Equal(HttpStatusCode.Unauthorized, (await application.Anonymous.GetAsync("/api/profile", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<string?> RoleAsync(HttpClient client, string tenant)
    {
        var profile = await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/profile", TestContext.Current.CancellationToken);
        Assert.Equal(tenant, profile.GetProperty("tenant_id").GetString());
        return profile.GetProperty("role").GetString();
    }
}
