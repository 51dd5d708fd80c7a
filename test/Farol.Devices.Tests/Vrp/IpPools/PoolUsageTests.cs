using Farol.Devices.Vrp;
using Farol.Devices.Vrp.IpPools;

namespace Farol.Devices.Tests.Vrp.IpPools;

public sealed class PoolUsageTests
{
    [Fact]
    public void Domains_named_with_digits_dashes_and_blanks_are_read()
    {
        var usage = PoolUsageParser.Parse("""
            -----------------------------------------------------
             Domain name        PoolLen   Used    Ratio
            -----------------------------------------------------
             ret20m             8192      3107    37%
             2910-zimbabwe      4096      297     7%
             fibra plus 2       256       0       0%
            -----------------------------------------------------
             Total statistics   12544     3404    27%
            -----------------------------------------------------
            """);
        Assert.Equal("domain", usage.Of);
        Assert.Equal([new("ret20m", 8192, 3107, 37), new("2910-zimbabwe", 4096, 297, 7), new("fibra plus 2", 256, 0, 0)], usage.Rows);
        Assert.Equal(new AddressUsage(null, 12544, 3404, 27), usage.Total);
    }

    [Fact]
    public void A_crossed_threshold_is_not_part_of_the_name()
    {
        var usage = PoolUsageParser.Parse(VrpSample.Read("display-ip-pool/nassim-ne40e-v800r012c10-ip-pool-pool-usage-all-threshold.txt"));
        Assert.Equal([("Lsh", "up"), ("Isp", "up"), ("Test", "low")], usage.Rows.Select(row => (row.Name!, row.Threshold!)));
        Assert.Null(usage.Total);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" Domain name        PoolLen   Used    Ratio")]
    [InlineData(" ret20m             8192      3107    37%")]
    [InlineData("Error: Incomplete command found at '^' position.")]
    public void What_is_no_table_of_usage_is_an_error(string text) =>
        Assert.Throws<VrpParseException>(() => PoolUsageParser.Parse(text));

    [Fact]
    public void The_sum_at_the_end_does_not_fall_on_the_last_pool()
    {
        var pools = IpPoolsParser.Parse(VrpSample.Read("display-ip-pool/nassim-ne40e-v800r012c10-ip-pool.txt"));
        Assert.Equal([("huawei", 4L), ("test", 9L)], pools.Pools.Select(pool => (pool.Name, pool.Total!.Value)));
        Assert.Equal((13, 0, 13, 0), (pools.Total, pools.Used, pools.Free, pools.UsedPercent));
        Assert.Equal("10.15.15.1", pools.Pools[1].Gateway);
        Assert.Null(pools.Pools[1].VpnInstance);
    }

    [Fact]
    public void A_pool_by_name_is_the_sum_of_its_ranges()
    {
        var pool = Assert.Single(IpPoolsParser.Parse(VrpSample.Read("display-ip-pool/nassim-ne40e-v800r012c10-ip-pool-name-huawei-2.txt")).Pools);
        Assert.Equal((300, 0, 300), (pool.Total, pool.Used, pool.Free));
        Assert.Equal(["10.1.1.101", "10.1.12.101", "10.1.2.1"], pool.Sections.Select(section => section.Start));
    }

    [Fact]
    public void Impossible_numbers_add_up_to_unknown()
    {
        var pool = Assert.Single(IpPoolsParser.Parse("""
              Pool-Name      : x
               0   10.0.0.1  10.0.0.9   9223372036854775807  1  1  0
               1   10.0.1.1  10.0.1.9   9223372036854775807  1  1  0
            """).Pools);
        Assert.Null(pool.Total);
        Assert.Equal(2, pool.Used);
    }

    [Fact]
    public void Three_lines_belong_to_each_domain_of_ipv6()
    {
        var usage = Ipv6PoolUsageParser.Parse(VrpSample.Read("display-ipv6-pool/nassim-ne40e-v800r012c10-ipv6-pool-pool-usage.txt"));
        Assert.Equal(["default0", "default1", "default_admin", "domain1", "Statistics on unbound domains"], usage.Blocks.Select(block => block.Name));
        Assert.Equal(new AddressUsage(null, 50, 12, 24), usage.Total!.Addresses);
        Assert.Equal(new AddressUsage(null, 0, 0, 0), usage.Total.DelegatedPrefixes);
    }
}
