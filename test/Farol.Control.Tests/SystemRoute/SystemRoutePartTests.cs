using Farol.Configuration.Gateway;
using Farol.Control.SystemRoute;

namespace Farol.Control.Tests.SystemRoute;

/// <summary>What the program adds to the document for its own host names.</summary>
public sealed class SystemRoutePartTests
{
    private static readonly ControlOptions _options = new() { Version = "1", OwnHosts = ["Farol.Example.net"], ConsoleAddress = "127.0.0.1:3000" };

    private static readonly string[] _hosts = ["127.0.0.1", "[::1]", "farol.example.net", "localhost"];

    [Fact]
    public void Every_own_name_leads_to_the_console_before_everything_else()
    {
        var document = Part().AddTo(GatewayDocument.Empty);

        Assert.Equal(_hosts, document.Routes.Select(r => r.Host));
        Assert.All(document.Routes, r => Assert.Equal((SystemRoutePart.Name, "/", 1000), (r.Pool, r.PathPrefix, r.Priority)));
        Assert.Equal("127.0.0.1:3000", Assert.Single(Assert.Single(document.Pools).Backends).Address);
    }

    [Fact]
    public void A_tenants_route_for_an_own_name_is_left_out()
    {
        var tenants = new GatewayDocument
        {
            Pools = [new PoolSection { Name = "acme:web" }],
            Routes =
            [
                new RouteSection { Name = "a", Host = "farol.example.net", Priority = 1000, Pool = "acme:web", Tenant = "acme" },
                new RouteSection { Name = "b", Host = "shop.example.net", Pool = "acme:web", Tenant = "acme" },
                new RouteSection { Name = "c", Host = "*.example.net", Pool = "acme:web", Tenant = "acme" },
            ],
        };

        var routes = Part().AddTo(tenants).Routes;

        Assert.Equal(["b", "c"], routes.Where(r => r.Tenant == "acme").Select(r => r.Name));
        Assert.Equal(_hosts, routes.Where(r => r.Pool == SystemRoutePart.Name).Select(r => r.Host));
    }

    [Fact]
    public void The_installations_own_file_goes_first_for_the_name_it_says()
    {
        var file = new GatewayDocument { Routes = [new RouteSection { Name = "own", Host = "localhost", PathPrefix = "/shop", Pool = "shop" }] };

        var routes = Part().AddTo(file).Routes;

        Assert.Equal(-1000, routes.Single(r => r is { Host: "localhost", Pool: SystemRoutePart.Name }).Priority);
        Assert.Equal(1000, routes.Single(r => r is { Host: "127.0.0.1" }).Priority);
    }

    [Fact]
    public void Without_a_console_nothing_is_added() =>
        Assert.Equal(GatewayDocument.Empty, new SystemRoutePart(_options with { ConsoleAddress = null }, new ReservedHosts(_options), new GatewayTrust()).AddTo(GatewayDocument.Empty));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST.", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("[0:0:0:0:0:0:0:1]", true)]
    [InlineData("FAROL.example.net", true)]
    [InlineData("*.example.net", false)]
    [InlineData("demo.localhost", false)]
    [InlineData("192.0.2.1", false)]
    public void A_name_is_reserved_in_every_spelling(string host, bool reserved) =>
        Assert.Equal(reserved, new ReservedHosts(_options).IsReserved(host));

    private static SystemRoutePart Part() => new(_options, new ReservedHosts(_options), new GatewayTrust());
}
