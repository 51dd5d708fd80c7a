using System.Net;
using Farol.Configuration.Gateway;
using Farol.Control.Hosts;
using Testing.Support;
using static Farol.Control.Tests.Backends.ObjectApplication;

namespace Farol.Control.Tests.Hosts;

/// <summary>Ways round the rule whose a host is, each tried through the API.</summary>
public sealed class HostRuleTests
{
    [Fact]
    public async Task Every_case_is_taken_or_refused_as_it_says()
    {
        var inner = new PoolSection { Name = "inner", Backends = [new BackendSection { Address = "10.0.0.1:80" }] };
        await using var app = await StartAsync(api: new GatewayDocument
        {
            Pools = [inner],
            Routes = [.. new[] { "*.platform.example", "status.acme-status.example", "*" }.Select(h => new RouteSection { Host = h, Pool = "inner" })],
        });
        await SendAsync(app.Platform, HttpMethod.Put, "/api/tenants/acme", new { plan = "business" });
        await app.ProveAsync("globex", "globex.example");
        await app.ProveAsync("globex", "shop.example.com");
        await app.ProveAsync("acme", "example.com");
        await app.ProveAsync("acme", "xn--mnchen-3ya.example");
        await SendAsync(app.Acme, HttpMethod.Post, "/api/backends", new { address = "203.0.113.5:80", pool = "web" });
        var wrong = new List<string>();
        var number = 0;
        foreach (var line in File.ReadLines(RepositoryRoot.File("test/Farol.Control.Tests/Hosts/Cases/hosts.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var (isTaken, host) = (line.StartsWith("yes ", StringComparison.Ordinal), line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            var answer = await SendAsync(app.Acme, HttpMethod.Post, "/api/routes", new { name = $"r{++number}", path_prefix = $"/p{number}", host, pool = "web" });
            if (answer.Status != (isTaken ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity))
            {
                wrong.Add($"{host}: {answer.Status} {answer.Body}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(number >= 60, "there are at least sixty ways");
        var taken = app.Configuration.Current.Api.Routes.Where(r => r.Tenant == "acme").Select(r => r.Host).ToHashSet();
        Assert.Equal(
            ["**.example.com", "*.a.example.com", "*.example.com", "a.b.example.com", "a.example.com", "example.com", "www.xn--mnchen-3ya.example", "xn--mnchen-3ya.example"],
            taken.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("com")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("*.example.com")]
    [InlineData("**.example.com")]
    [InlineData("farol.example.net")]
    [InlineData("a.farol.example.net")]
    [InlineData("example.com:80")]
    [InlineData("user@example.com")]
    [InlineData("https://example.com")]
    [InlineData("")]
    public async Task What_nobody_can_prove_is_not_claimed(string host)
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(app.Acme, HttpMethod.Post, "/api/hosts", new { host })).Status);
    }

    [Theory]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", false)]
    [InlineData("**.example.com", "a.b.example.com", true)]
    [InlineData("**.example.com", "example.com", false)]
    [InlineData("*.example.com", "xexample.com", false)]
    [InlineData("example.com", "EXAMPLE.com.", true)]
    [InlineData("*", "anything", true)]
    public void A_pattern_takes_what_the_gateway_takes(string pattern, string host, bool isTaken) => Assert.Equal(isTaken, HostPattern.Takes(pattern, host));
}
