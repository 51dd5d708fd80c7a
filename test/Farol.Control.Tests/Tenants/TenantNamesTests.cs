using Farol.Control.Tenants;

namespace Farol.Control.Tests.Tenants;

public sealed class TenantNamesTests
{
    [Theory]
    [InlineData("platform", "web", "web")]
    [InlineData("acme", "web", "acme:web")]
    public void A_tenants_name_carries_its_id_and_comes_back(string tenant, string name, string qualified)
    {
        Assert.Equal(qualified, TenantNames.Qualify(tenant, name));
        Assert.Equal(name, TenantNames.Plain(tenant, qualified));
    }
}
