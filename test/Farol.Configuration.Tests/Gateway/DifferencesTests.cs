using System.Net;
using Farol.Configuration.Gateway;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>What a difference says, and what it never says.</summary>
public sealed class DifferencesTests
{
    private static GatewayDocument Everything => GatewayCases.Read("everything.good.yaml").Gateway;

    [Fact]
    public void Each_kind_of_object_is_named()
    {
        var all = Everything;
        var differences = Differences.Between(all, GatewayDocument.Empty);
        Assert.Equal(
            ["certificate example", "certificate inline", "listener *:8443", "listener plain", "listener secure", "pool grpc", "pool web", "route **.example.com/", "route api", "route grpc.example.com/", "tenant acme"],
            differences.Where(d => d.Kind == DifferenceKind.Removed).Select(d => d.Object).Order(StringComparer.Ordinal));
        Assert.All(Differences.Between(GatewayDocument.Empty, all).Where(d => d.Object != "gateway"), d => Assert.Equal(DifferenceKind.Added, d.Kind));
    }

    [Fact]
    public void A_change_is_told_by_its_field()
    {
        var before = Everything;
        var pool = before.Pools[0];
        var after = before with
        {
            Pools = [pool with { Breaker = null, Timeouts = pool.Timeouts with { Connect = TimeSpan.FromMilliseconds(1500) }, HealthCheck = pool.HealthCheck! with { ExpectedStatus = [new StatusRange(204, 204)] } }, before.Pools[1]],
            Gateway = before.Gateway with { TrustedProxies = [IPNetwork.Parse("10.0.0.0/8")] },
        };
        Assert.Equal(
            [
                "~ gateway: trusted_proxies: [10.0.0.0/8, 192.0.2.7/32, 2001:db8::/32] -> [10.0.0.0/8]",
                "~ pool web: health_check.expected_status: [200-299, 401] -> [204]",
                "~ pool web: breaker: {failure_percent: 30, minimum_requests: 10, window: 20s, open: 15s, trial_requests: 1} -> (none)",
                "~ pool web: timeouts.connect: 1s -> 1500ms",
            ],
            Differences.Between(before, after).Select(d => d.ToString()));
    }

    [Fact]
    public void No_secret_is_in_any_difference()
    {
        var all = Everything;
        all = all with
        {
            Routes = [all.Routes[0] with { RequestHeaders = new HeaderChangesSection { Set = [new HeaderValueSection { Name = "X-Api-Key", Value = "very-secret" }] }, Headers = [new HeaderMatchSection { Name = "Authorization", Value = "very-secret" }] }],
        };
        var changed = all with
        {
            Certificates = [all.Certificates[0], all.Certificates[1] with { KeyPem = "-----BEGIN OTHER KEY-----" }],
            Gateway = all.Gateway with { StickySecret = "another-secret-of-it" },
            Routes = [all.Routes[0] with { RequestHeaders = HeaderChangesSection.None }],
        };
        var differences = Differences.Between(all, changed).Concat(Differences.Between(GatewayDocument.Empty, all)).Concat(Differences.Between(all, GatewayDocument.Empty)).ToList();
        Assert.Contains(differences, d => d.ToString() == "~ certificate inline: key_pem: *** -> ***");
        Assert.Contains(differences, d => d.ToString() == "~ gateway: sticky_secret: *** -> ***");
        var shown = string.Join('\n', differences.Select(d => $"{d} {d.Before} {d.After}"));
        foreach (var secret in new[] { "very-secret", "another-secret", "from-the-environment", " KEY-----" })
        {
            Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Random_documents_differ_exactly_where_they_are_not_equal()
    {
        var documents = new RandomDocument(new Random(8));
        for (var i = 0; i < 200; i++)
        {
            var (a, b) = (documents.Next(), documents.Next());
            Assert.Empty(Differences.Between(a with { Pools = [], Routes = [], Tenants = [], Listeners = [], Certificates = [] }, GatewayDocument.Empty with { Gateway = a.Gateway }));
            Assert.NotEmpty(Differences.Between(GatewayDocument.Empty with { Gateway = a.Gateway }, GatewayDocument.Empty with { Gateway = b.Gateway }));
        }
    }
}
