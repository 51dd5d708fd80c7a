using System.Net;
using Farol.Configuration.Gateway;
using Farol.Gateway.Limits;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;
using Testing.Support;

namespace Farol.Gateway.Tests.Limits;

/// <summary>Who is refused: the longest prefix of each scope decides, as long as it lasts.</summary>
public sealed class BlockTableTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void The_longest_prefix_decides()
    {
        var table = Table(Block("10.0.0.0/8"), Allow("10.1.0.0/16"), Block("10.1.2.0/24"), Allow("10.1.2.3/32"), Block("2001:db8::/32"), Allow("2001:db8:1::/48"));
        Assert.Equal("10.0.0.0/8 is blocked", Find(table, "10.0.0.1"));
        Assert.Null(Find(table, "10.1.0.1"));
        Assert.Equal("10.1.2.0/24 is blocked", Find(table, "10.1.2.2"));
        Assert.Null(Find(table, "10.1.2.3"));
        Assert.Equal("10.1.2.0/24 is blocked", Find(table, "10.1.2.4"));
        Assert.Null(Find(table, "10.1.3.0"));
        Assert.Equal("10.0.0.0/8 is blocked", Find(table, "10.2.0.0"));
        Assert.Equal("10.0.0.0/8 is blocked", Find(table, "10.255.255.255"));
        Assert.Null(Find(table, "11.0.0.0"));
        Assert.Null(Find(table, "9.255.255.255"));
        Assert.NotNull(Find(table, "2001:db8:2::1"));
        Assert.Null(Find(table, "2001:db8:1::1"));
    }

    [Fact]
    public void Of_one_network_the_entry_that_lets_in_decides_while_it_lasts()
    {
        var table = Table(Allow("192.0.2.1/32", TimeSpan.FromMinutes(1)), Block("192.0.2.1/32"));
        Assert.Null(Find(table, "192.0.2.1"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(Find(table, "192.0.2.1"));
    }

    [Fact]
    public void An_entry_ends_by_itself_and_the_next_wider_one_decides()
    {
        var table = Table(Block("0.0.0.0/0", TimeSpan.FromHours(2)), Allow("192.0.2.0/24"), Block("192.0.2.128/25", TimeSpan.FromHours(1)), Block("192.0.2.128/25", TimeSpan.FromMinutes(1)));
        Assert.NotNull(Find(table, "192.0.2.200"));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(Find(table, "192.0.2.200"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(Find(table, "192.0.2.200"));
        Assert.NotNull(Find(table, "198.51.100.1"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(Find(table, "198.51.100.1"));
    }

    [Fact]
    public void All_of_one_family_leaves_the_other_alone()
    {
        var six = Table(Block("::/0"));
        Assert.NotNull(Find(six, "2001:db8::1"));
        Assert.NotNull(Find(six, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
        Assert.Null(Find(six, "192.0.2.1"));
        var four = Table(Block("0.0.0.0/0"));
        Assert.NotNull(Find(four, "255.255.255.255"));
        Assert.NotNull(Find(four, "0.0.0.0"));
        Assert.NotNull(Find(four, "::ffff:192.0.2.1"));
        Assert.Null(Find(four, "2001:db8::1"));
    }

    [Fact]
    public void A_tenants_entries_are_its_own_and_stand_beside_those_of_the_installation()
    {
        var snapshot = new SnapshotBuilder(new BackendRegistry(1, new ResolvedNames())).Build(
            new GatewayDocument
            {
                Tenants = [new TenantSection { Name = "acme" }, new TenantSection { Name = "zeta" }],
                Blocks =
                [
                    Block("192.0.2.0/24"),
                    Block("198.51.100.0/24") with { Tenant = "acme" },
                    Allow("192.0.2.7/32") with { Tenant = "acme" },
                    Allow("198.51.100.0/24"),
                    Block("203.0.113.0/24") with { Tenant = "gone" },
                ],
            },
            1,
            null);
        var (acme, zeta) = (snapshot.Tenants["acme"], snapshot.Tenants["zeta"]);
        Assert.Equal("198.51.100.0/24 is blocked by tenant acme", snapshot.Blocks.Find(Number("198.51.100.9"), acme, _time)?.Text);
        Assert.Null(snapshot.Blocks.Find(Number("198.51.100.9"), zeta, _time));
        Assert.Null(Find(snapshot.Blocks, "198.51.100.9"));
        Assert.NotNull(Find(snapshot.Blocks, "192.0.2.7"));
        Assert.Null(Find(snapshot.Blocks, "203.0.113.1"));
    }

    [Fact]
    public void What_it_finds_is_what_a_look_at_every_entry_finds()
    {
        var random = new Random(4);
        var sections = Enumerable.Range(0, 400).Select(_ => Random(random)).ToArray();
        var table = Table(sections);
        for (var i = 0; i < 20_000; i++)
        {
            var address = Near(random, sections[random.Next(sections.Length)].Network);
            var expected = sections.Where(s => s.Network.Contains(address) && (s.ExpiresAt is null || s.ExpiresAt > _time.GetUtcNow()))
                .OrderByDescending(s => s.Network.PrefixLength).ThenByDescending(s => s.Action == BlockAction.Allow).FirstOrDefault();
            var found = table.Find(IpNetworkSet.Number(address), _time);
            Assert.True((found is not null) == (expected?.Action == BlockAction.Block), $"{address}: {found?.Text ?? "not blocked"}, expected {expected?.Action.ToString() ?? "nothing"} {expected?.Network}");
        }
    }

    [Fact]
    public void A_hundred_thousand_entries_allocate_nothing_when_they_are_asked()
    {
        var table = Table([.. Enumerable.Range(0, 100_000).Select(i => Block($"{10 + (i >> 14)}.{(i >> 6) & 255}.{(i & 63) << 2}.0/24", i % 3 == 0 ? TimeSpan.FromDays(1) : null))]);
        var address = Number("11.77.12.5");
        Assert.NotNull(table.Find(address, _time));
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                table.Find(address + (UInt128)i, _time);
            }
        }));
        Assert.True(BlockTable.None.IsEmpty);
    }

    private static BlockSection Random(Random random)
    {
        var bytes = new byte[4];
        random.NextBytes(bytes);
        // A few first bytes, so that entries lie within one another.
        bytes[0] = (byte)(10 + random.Next(2));
        bytes[1] = (byte)random.Next(4);
        var length = random.Next(0, 33);
        var number = length == 0 ? 0 : System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes) & (uint.MaxValue << (32 - length));
        return new BlockSection
        {
            Network = new IPNetwork(new IPAddress(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(number)), length),
            Action = random.Next(2) == 0 ? BlockAction.Allow : BlockAction.Block,
            ExpiresAt = random.Next(4) == 0 ? DateTimeOffset.UnixEpoch : null,
        };
    }

    /// <summary>At a border of the network, or just beside it.</summary>
    private static IPAddress Near(Random random, IPNetwork network)
    {
        var (first, last) = IpNetworkSet.Range(network);
        var number = (uint)((random.Next(2) == 0 ? first : last) & uint.MaxValue) + (uint)random.Next(-1, 2);
        return new IPAddress(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(number));
    }

    private static BlockTable Table(params BlockSection[] sections) => new([.. sections], new Dictionary<string, Tenant>());

    private BlockSection Block(string network, TimeSpan? lasts = null) => new() { Network = IPNetwork.Parse(network), ExpiresAt = lasts is null ? null : _time.GetUtcNow() + lasts };

    private BlockSection Allow(string network, TimeSpan? lasts = null) => Block(network, lasts) with { Action = BlockAction.Allow };

    private string? Find(BlockTable table, string address) => table.Find(Number(address), _time)?.Text;

    private static UInt128 Number(string address) => IpNetworkSet.Number(IPAddress.Parse(address));
}
