using System.Net;
using Testing.Support;
using static Farol.Control.Tests.Backends.ObjectApplication;

namespace Farol.Control.Tests.Backends;

/// <summary>Ways round the rule where a tenant's backends may be, each tried through the API.</summary>
public sealed class AddressTests
{
    private static readonly string[][] _lines =
        [.. File.ReadLines(RepositoryRoot.File("test/Farol.Control.Tests/Backends/Cases/addresses.txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    [Fact]
    public async Task Every_case_is_taken_or_refused_as_it_says()
    {
        await using var app = await StartedAsync();
        var wrong = new List<string>();
        var number = 0;
        foreach (var (expected, address) in _lines.Where(l => l[0] is "yes" or "no").Select(l => (l[0] == "yes" ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity, l[1])))
        {
            number++;
            var single = await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address, pool = $"single{number}" });
            var inPool = await SendAsync(app.Acme, HttpMethod.Post, "/api/pools", new { name = $"pool{number}", backends = new[] { new { address = "203.0.113.77:80" }, new { address } } });
            if (single.Status != expected || inPool.Status != expected)
            {
                wrong.Add($"{address}: {single.Status}, {inPool.Status}");
            }
            else if (expected != HttpStatusCode.Created)
            {
                Assert.True(single.Body.GetProperty("errors").TryGetProperty("address", out _), $"{address}: {single.Body}");
                Assert.True(inPool.Body.GetProperty("errors").TryGetProperty("backends[1].address", out _), $"{address}: {inPool.Body}");
            }
        }

        Assert.True(number >= 60, "there are at least sixty ways");
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_change_is_held_to_the_same_rule_and_the_platform_to_none()
    {
        await using var app = await StartedAsync();
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Put, "/api/backends/web/203.0.113.5:80", new { address = "127.0.0.1:80" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Put, "/api/pools/web", new { backends = new[] { new { address = "127.0.0.1:80" } } })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Post, "/api/backends?dry_run=true", new { address = "127.0.0.1:80", pool = "web" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Platform, HttpMethod.Post, "/api/backends", new { address = "127.0.0.1:80", pool = "web" })).Status);

        // Whoever acts for a tenant is held to the tenant's networks.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Platform, HttpMethod.Post, "/api/backends?tenant=acme", new { address = "127.0.0.1:80", pool = "web" })).Status);
    }

    [Fact]
    public async Task A_name_that_was_fine_is_asked_again_when_it_is_saved_again_elsewhere()
    {
        await using var app = await StartedAsync();
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "public.example.com:80", pool = "web" })).Status);
        app.Zone["public.example.com"] = ["127.0.0.1"];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "public.example.com:81", pool = "web" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "public.example.com:80", pool = "other" })).Status);
    }

    private static async Task<ObjectApplication> StartedAsync()
    {
        var app = await StartAsync();
        await app.OpenAsync("acme", "10.1.0.0/16");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", new { plan = "business" })).Status);
        foreach (var name in _lines.Where(l => l[0] == "name"))
        {
            app.Zone[name[1]] = name[2..];
        }

        return app;
    }
}
