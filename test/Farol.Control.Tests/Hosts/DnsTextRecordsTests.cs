using System.Net;
using Farol.Control.Hosts;
using Farol.Control.Hosts.Dns;
using Testing.Support;
using static Farol.Control.Tests.Hosts.DnsServer;

namespace Farol.Control.Tests.Hosts;

/// <summary>TXT records over real sockets, from servers of every temper.</summary>
public sealed class DnsTextRecordsTests
{
    private const string Name = "_farol-challenge.example.com";

    private const int NameAt = DnsMessage.HeaderBytes;

    [Fact]
    public async Task Records_are_read_with_their_parts_joined()
    {
        using var server = new DnsServer((q, _) => Answer(q, 0, false, 2, [.. Record(NameAt, 16, TextData("farol-verification=0123456789")), .. Record(NameAt, 16, TextData("v=spf1"))]));
        Assert.Equal(["farol-verification=0123456789", "v=spf1"], (await AskAsync(server.Address)).Records);
    }

    [Fact]
    public async Task What_does_not_fit_comes_by_tcp()
    {
        using var server = new DnsServer((q, isTcp) => isTcp ? Answer(q, 0, false, 1, Record(NameAt, 16, TextData("by tcp"))) : Answer(q, 0, true, 0));
        Assert.Equal(["by tcp"], (await AskAsync(server.Address)).Records);
    }

    [Fact]
    public async Task Aliases_are_followed_and_records_of_other_names_are_not_believed()
    {
        // The alias points at "com" within the question; the record of "example.com" is nobody's business.
        var (example, com) = (NameAt + 17, NameAt + 25);
        using var server = new DnsServer((q, _) => Answer(q, 0, false, 3,
            [.. Record(NameAt, 5, [(byte)(0xc0 | (com >> 8)), (byte)com]), .. Record(com, 16, TextData("aliased")), .. Record(example, 16, TextData("forged"))]));
        Assert.Equal(["aliased"], (await AskAsync(server.Address)).Records);
    }

    [Fact]
    public async Task No_such_name_is_an_answer_and_a_failure_of_the_server_is_none()
    {
        using var none = new DnsServer((q, _) => Answer(q, 3, false, 0));
        var empty = await AskAsync(none.Address);
        Assert.False(empty.IsUnknown);
        Assert.Empty(empty.Records);
        using var failing = new DnsServer((q, _) => Answer(q, 2, false, 0));
        Assert.True((await AskAsync(failing.Address)).IsUnknown);
        Assert.False((await AskAsync(failing.Address, none.Address)).IsUnknown);
    }

    [Fact]
    public async Task Answers_to_other_questions_are_passed_over()
    {
        using var server = new DnsServer((q, isTcp) =>
        {
            var forged = Answer(q, isTcp ? 0 : 0, isTcp is false, 1, Record(NameAt, 16, TextData("forged")));
            forged[0] ^= (byte)(isTcp ? 0xff : 0);
            return forged;
        });
        Assert.True((await AskAsync(server.Address)).IsUnknown);
    }

    [Theory]
    [InlineData(new byte[] { 0xc0 })]
    [InlineData(new byte[] { 0xc0, 0x28, 0, 16 })]
    [InlineData(new byte[] { 63, 1, 2, 3 })]
    [InlineData(new byte[] { 0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0xc0, 46, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0 })]
    public async Task A_broken_answer_says_nothing(byte[] records)
    {
        using var server = new DnsServer((q, _) => Answer(q, 0, false, 1, records));
        Assert.True((await AskAsync(server.Address)).IsUnknown);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_three_seconds()
    {
        var time = new ManualTime();
        using var silent = new DnsServer((_, _) => null);
        var asked = new DnsTextRecords(() => [silent.Address], time).FindAsync(Name, TestContext.Current.CancellationToken);
        await Eventually.True(() => time.PendingTimers > 0, "it waits");
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("3 s", (await asked).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_systems_servers_are_read() => Assert.Equal(
        [new IPEndPoint(IPAddress.Parse("192.0.2.1"), 53), new IPEndPoint(IPAddress.Parse("2001:db8::1"), 53)],
        SystemServers.Parse(["# nameserver 192.0.2.9", "search example.com", "nameserver 192.0.2.1", "nameserver\t2001:db8::1 # second", "nameserver", "nameserver x"]));

    private static Task<TextAnswer> AskAsync(params IPEndPoint[] servers) =>
        new DnsTextRecords(() => servers, TimeProvider.System).FindAsync(Name, TestContext.Current.CancellationToken);
}
