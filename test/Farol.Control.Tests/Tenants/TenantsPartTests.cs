using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Control.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Control.Tests.Tenants;

public sealed class TenantsPartTests
{
    private static readonly GatewayDocument _document = new()
    {
        Tenants = [new TenantSection { Name = "globex", MaxRequestsPerSecond = 3 }],
        Pools = [new PoolSection { Name = "web" }, new PoolSection { Name = "acme:web", Tenant = "acme" }],
        Routes = [new RouteSection { Name = "all", Pool = "web" }, new RouteSection { Name = "acme:a", Pool = "acme:web" }, new RouteSection { Name = "acme:b", Tenant = "acme", Redirect = new RedirectSection() }],
        Certificates = [new CertificateSection { Name = "own" }, new CertificateSection { Name = "acme:shop" }],
        Blocks = [new BlockSection(), new BlockSection { Tenant = "acme" }],
    };

    [Fact]
    public async Task Gateways_hear_of_every_tenants_limits_and_the_file_wins()
    {
        await using var app = await ControlApplication.StartAsync();
        await TenantTests.SendAsync(
            app.Platform, HttpMethod.Put, "/api/tenants/acme", """{"limits":{"max_requests_per_second":7,"max_burst_size":9},"backend_networks":["10.1.0.0/16"]}""");

        var document = Whole(app);

        var acme = document.Tenants.Single(tenant => tenant.Name == "acme");
        Assert.Equal((7, 9, "10.1.0.0/16"), (acme.MaxRequestsPerSecond, acme.MaxBurstSize, acme.BackendNetworks.Single().ToString()));
        Assert.Equal(3, document.Tenants.Single(tenant => tenant.Name == "globex").MaxRequestsPerSecond);
        Assert.DoesNotContain(document.Tenants, tenant => tenant.Name == "platform");
        Assert.Equal(_document.Routes, document.Routes);
    }

    [Fact]
    public async Task What_belongs_to_a_closed_tenant_is_served_no_more()
    {
        await using var app = await ControlApplication.StartAsync();

        await app.Platform.DeleteAsync("/api/tenants/acme", TestContext.Current.CancellationToken);

        var document = Whole(app);
        Assert.Equal(["web"], document.Pools.Select(pool => pool.Name));
        Assert.Equal(["all"], document.Routes.Select(route => route.Name));
        Assert.Equal(["own"], document.Certificates.Select(certificate => certificate.Name));
        Assert.Equal([null], document.Blocks.Select(block => block.Tenant));
        Assert.Equal(["globex"], document.Tenants.Select(tenant => tenant.Name));
    }

    private static GatewayDocument Whole(ControlApplication app) =>
        app.App.Services.GetServices<IDocumentPart>().OfType<TenantsPart>().Single().AddTo(_document);
}
