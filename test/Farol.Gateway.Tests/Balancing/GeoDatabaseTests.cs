using System.Net;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;
using Testing.Support;

namespace Farol.Gateway.Tests.Balancing;

public sealed class GeoDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(24, 6)]
    [InlineData(28, 6)]
    [InlineData(32, 6)]
    [InlineData(24, 4)]
    [InlineData(32, 4)]
    public void Addresses_become_labels(int recordBits, int ipVersion)
    {
        var places = Load(Places(recordBits, ipVersion));
        Assert.Equal("sa-br-sp", Find(places, "192.0.2.200"));
        Assert.Equal("sa-br", Find(places, "198.51.100.7"));
        Assert.Equal("eu", Find(places, "203.0.113.1"));
        Assert.Equal("", Find(places, "8.8.8.8"));
        Assert.Equal(ipVersion == 6 ? "sa-br-sp" : "", Find(places, "2001:db8:5::1"));
        Assert.Equal("", Find(places, "2001:db9::1"));
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        var places = Load(Places(28, 6));
        var address = IpNetworkSet.Number(IPAddress.Parse("192.0.2.1"));
        var into = new byte[GeoDatabase.MaxLabelBytes];
        places.Find(address, into);
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                places.Find(address, into);
            }
        }));
    }

    [Fact]
    public void A_file_that_is_none_is_refused_with_the_setting()
    {
        var path = _folder.File("places.mmdb");
        File.WriteAllText(path, "places");
        Assert.Contains("gateway.geo_database", Assert.Throws<IOException>(() => GeoDatabase.Load(path)).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => GeoDatabase.Load(path + ".gone"));
    }

    [Fact]
    public void An_unchanged_file_is_not_read_again()
    {
        var first = Load(Places(24, 6));
        Assert.Same(first, GeoDatabase.Load(first.Path, first));
        File.SetLastWriteTimeUtc(first.Path, first.WrittenAtUtc.AddSeconds(2));
        Assert.NotSame(first, GeoDatabase.Load(first.Path, first));
    }

    [Fact]
    public void Damage_anywhere_is_never_a_fault()
    {
        var random = new Random(3);
        var good = Places(28, 6);
        string[] addresses = ["192.0.2.200", "198.51.100.7", "203.0.113.1", "2001:db8:5::1", "8.8.8.8"];
        for (var round = 0; round < 1_000; round++)
        {
            var bad = good.ToArray();
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            }

            bad = round % 5 == 0 ? bad[..random.Next(bad.Length)] : bad;
            try
            {
                var places = Load(bad);
                Array.ForEach(addresses, a => Find(places, a));
            }
            catch (IOException)
            {
                // Refused as a whole.
            }
        }
    }

    [Fact]
    public void A_snapshot_places_clients_and_falls_back_on_the_gateways_own_region()
    {
        var path = Load(Places(24, 6)).Path;
        var document = new GatewayDocument
        {
            Gateway = new GlobalSection { Region = "eu-pt", GeoDatabase = path },
            Pools = [new PoolSection { Name = "near", Algorithm = BalancingAlgorithm.GeoProximity }, new PoolSection { Name = "any" }],
        };
        var builder = new SnapshotBuilder(new BackendRegistry(1, new ResolvedNames()));
        var snapshot = builder.Build(document, 1, null);
        Span<byte> room = stackalloc byte[GeoDatabase.MaxLabelBytes];
        string Region(int pool, string address, Span<byte> into) =>
            Encoding.ASCII.GetString(snapshot.RegionOf(snapshot.Pools[pool], IpNetworkSet.Number(IPAddress.Parse(address)), into));
        Assert.Equal("sa-br-sp", Region(0, "192.0.2.1", room));
        Assert.Equal("eu-pt", Region(0, "8.8.8.8", room));
        Assert.Equal("eu-pt", Region(1, "192.0.2.1", room));
        Assert.Same(snapshot.Places, builder.Build(document, 2, snapshot).Places);
    }

    private static byte[] Places(int recordBits, int ipVersion)
    {
        var brazil = 0;
        var writer = new MmdbWriter(recordBits, ipVersion)
            .Add("192.0.2.0/24", w =>
            {
                w.Map(4).Text("city").Map(1).Text("names").Map(1).Text("pt-BR").Text(new string('x', 300));
                w.Text("continent").Map(1).Text("code").Text("SA").Text("country");
                brazil = w.Position;
                w.Map(3).Text("is_in_european_union").Boolean(false).Text("geoname_id").Number(3_469_034).Text("iso_code").Text("BR");
                w.Text("subdivisions").Array(1).Map(1).Text("iso_code").Text("SP");
            });
        writer.Add("198.51.100.0/24", w => w.Map(2).Text("continent").Map(1).Text("code").Text("SA").Text("country").Pointer(brazil));
        writer.Add("203.0.113.0/25", w => w.Map(1).Text("continent").Map(1).Text("code").Text("EU"));
        if (ipVersion == 6)
        {
            writer.Add("2001:db8::/32", w => w.Pointer(0));
        }

        return writer.Write();
    }

    private GeoDatabase Load(byte[] bytes)
    {
        var path = _folder.File("places.mmdb");
        File.WriteAllBytes(path, bytes);
        return GeoDatabase.Load(path);
    }

    private static string Find(GeoDatabase places, string address)
    {
        Span<byte> into = stackalloc byte[GeoDatabase.MaxLabelBytes];
        return Encoding.ASCII.GetString(into[..places.Find(IpNetworkSet.Number(IPAddress.Parse(address)), into)]);
    }
}
