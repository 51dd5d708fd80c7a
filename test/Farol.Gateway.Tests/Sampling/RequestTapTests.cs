using System.Text;
using Farol.Gateway.Balancing;
using Farol.Gateway.Metering;
using Farol.Gateway.Sampling;
using Farol.Link;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Gateway.Tests.Sampling;

/// <summary>What loops copy for whoever looks, and what they leave when nobody does.</summary>
public sealed class RequestTapTests
{
    private const long Second = 1_000_000;
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(250);

    private readonly ManualTime _time = new();
    private readonly List<RequestLines> _told = [];
    private bool _isTaken = true;

    private IEnumerable<string> Paths => _told.SelectMany(t => t.Lines).Select(l => l.Path);

    [Fact]
    public void While_nobody_looks_nothing_is_held_and_nothing_wakes()
    {
        using var tap = new RequestTap(2, _time);
        Assert.Null(tap.Watches);
        Assert.Equal(0, _time.PendingTimers);
        Want(tap, new RequestWatch { Id = 1 });
        Assert.NotNull(tap.Watches);
        Assert.Equal(1, _time.PendingTimers);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(tap.Watches);
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public void A_watch_that_is_wanted_again_goes_on_and_one_that_is_named_no_more_ends()
    {
        using var tap = new RequestTap(1, _time);
        for (var i = 0; i < 5; i++)
        {
            Want(tap, new RequestWatch { Id = 1 }, new RequestWatch { Id = 2 });
            _time.Advance(TimeSpan.FromSeconds(8));
        }

        Assert.Equal([1UL, 2UL], tap.Watches!.All.Select(w => w.Id));
        Want(tap, new RequestWatch { Id = 2 });
        Assert.Equal([2UL], tap.Watches!.All.Select(w => w.Id));
        Want(tap);
        Assert.Null(tap.Watches);
    }

    [Fact]
    public void The_same_number_for_something_else_is_another_watch_and_what_waits_for_the_one_before_is_told_to_nobody()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, new RequestWatch { Id = 1, Tenant = "acme" }, new RequestWatch { Id = 2 });
        var before = tap.Watches!;
        before.Take(0, Entry("/theirs"), Second);
        Want(tap, new RequestWatch { Id = 1, Tenant = "globex" }, new RequestWatch { Id = 2 });
        tap.Watches!.Take(0, Entry("/after"), Second);
        // A loop may still hold the set that it has just read.
        before.Take(0, Entry("/late"), Second);
        _time.Advance(_turn);
        Assert.Equal([("/theirs", "2"), ("/after", "2"), ("/late", "2")], _told.SelectMany(t => t.Lines).Select(l => (l.Path, string.Join(' ', l.Watches))));
        Assert.Equal([(2UL, 3L)], _told.SelectMany(t => t.Counts).Select(c => (c.Watch, c.Seen)));
        Want(tap, new RequestWatch { Id = 1 });
        tap.Watches!.Take(0, Entry("/only"), Second);
        Want(tap, new RequestWatch { Id = 1, Host = "shop.test" });
        _time.Advance(_turn);
        Assert.DoesNotContain("/only", Paths);
    }

    [Fact]
    public void What_is_asked_for_again_for_longer_or_shorter_is_the_same_watch()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, new RequestWatch { Id = 1, Tenant = "acme", TtlMilliseconds = 5_000 });
        var watch = tap.Watches!.All[0];
        Want(tap, new RequestWatch { Id = 1, Tenant = "acme", TtlMilliseconds = 9_000 });
        Assert.Same(watch, tap.Watches!.All[0]);
    }

    [Fact]
    public void A_request_is_told_with_all_that_is_known_of_it()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, new RequestWatch { Id = 7 });
        tap.Watches!.Take(0, Entry("/a b\xe9"), Second);
        _time.Advance(_turn);
        var line = Assert.Single(Assert.Single(_told).Lines);
        Assert.Equal(
            new RequestLine
            {
                Watches = { 7 },
                UnixMilliseconds = new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                Client = "192.0.2.7",
                Method = "GET",
                Host = "Shop.test:8080",
                Path = "/a bé",
                Status = 200,
                BytesIn = 3,
                BytesOut = 512,
                TotalMicroseconds = 1_234,
                FirstByteMicroseconds = 1_000,
                Tenant = "acme",
                Route = "acme:all",
                Pool = "acme:web",
                Backend = "acme:web/one",
                Tries = 2,
                RequestId = "0123456789abcdef",
                Reason = "sticky",
                Tls = true,
            },
            line);
    }

    [Fact]
    public void What_is_long_is_cut_and_the_next_one_begins_anew()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, new RequestWatch { Id = 1 });
        tap.Watches!.Take(0, Entry("/" + new string('x', 9_000)), Second);
        tap.Watches!.Take(0, Entry("/y"), Second);
        _time.Advance(_turn);
        Assert.Equal(["/" + new string('x', 1_023) + "…", "/y"], Paths);
    }

    public static TheoryData<string, bool> Filters => new()
    {
        { """{ "tenant": "acme" }""", true },
        { """{ "tenant": "globex" }""", false },
        { """{ "tenant": "" }""", false },
        { """{ "host": "shop.test" }""", true },
        { """{ "host": "hop.test" }""", false },
        { """{ "host": "shop.test:8080" }""", false },
        { """{ "route": "acme:all" }""", true },
        { """{ "route": "all" }""", true },
        { """{ "route": "l" }""", false },
        { """{ "tenant": "acme", "route": "all" }""", false },
        { """{ "pool": "acme:web" }""", true },
        { """{ "pool": "web" }""", true },
        { """{ "pool": "acme:we" }""", false },
        { """{ "exceptPool": "acme:web" }""", false },
        { """{ "exceptPool": "web" }""", true },
        { """{ "leastStatus": 200, "mostStatus": 200 }""", true },
        { """{ "leastStatus": 201, "mostStatus": 299 }""", false },
        { """{ "leastStatus": 100, "mostStatus": 199 }""", false },
        { """{ "leastStatus": 0, "mostStatus": 0 }""", false },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void Only_what_is_asked_for_is_counted_and_told(string asked, bool isTold)
    {
        using var tap = new RequestTap(1, _time);
        var watch = RequestWatch.Parser.ParseJson(asked);
        watch.Id = 1;
        Want(tap, watch);
        tap.Watches!.Take(0, Entry("/"), Second);
        _time.Advance(_turn);
        Assert.Equal(isTold ? 1 : 0, _told.SelectMany(t => t.Lines).Count());
        Assert.Equal(isTold ? 1 : 0, _told.SelectMany(t => t.Counts).Sum(c => c.Seen));
    }

    [Fact]
    public void What_the_program_itself_adds_is_found_by_its_name()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, new RequestWatch { Id = 1, Tenant = "", Route = "demo" });
        tap.Watches!.Take(0, new AccessLogEntry { Client = default, Method = "GET"u8, Host = "h"u8, Path = "/"u8, Status = 200, Route = ":demo" }, Second);
        tap.Watches!.Take(0, new AccessLogEntry { Client = default, Method = "GET"u8, Host = "h"u8, Path = "/"u8, Status = 200, Route = "other:demo" }, Second);
        _time.Advance(_turn);
        Assert.Equal(":demo", Assert.Single(_told.SelectMany(t => t.Lines)).Route);
    }

    [Fact]
    public void Of_each_second_so_many_are_told_over_all_loops_and_the_others_counted()
    {
        using var tap = new RequestTap(2, _time);
        Want(tap, new RequestWatch { Id = 1, PerSecond = 10 });
        for (var i = 0; i < 100; i++)
        {
            tap.Watches!.Take(i % 2, Entry($"/{i}"), Second);
        }

        // A loop that has not seen the new second yet does not bring back the old one.
        for (var i = 0; i < 6; i++)
        {
            tap.Watches!.Take(0, Entry("/next"), 2 * Second);
            tap.Watches!.Take(1, Entry("/late"), (2 * Second) - 1);
        }

        _time.Advance(_turn);
        Assert.Equal(20, Paths.Count());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"/{i}").Order(StringComparer.Ordinal), Paths.Where(p => p.Length == 2).Order(StringComparer.Ordinal));
        Assert.Equal((112, 0), (_told.SelectMany(t => t.Counts).Sum(c => c.Seen), _told.SelectMany(t => t.Counts).Sum(c => c.Dropped)));
    }

    [Fact]
    public void Several_look_at_different_things_and_one_line_answers_them_all()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, new RequestWatch { Id = 1, Host = "other.test" }, new RequestWatch { Id = 2, PerSecond = 1 }, new RequestWatch { Id = 3, Tenant = "acme" });
        tap.Watches!.Take(0, Entry("/1"), Second);
        tap.Watches!.Take(0, Entry("/2"), Second);
        _time.Advance(_turn);
        Assert.Equal([[2UL, 3UL], [3UL]], _told.SelectMany(t => t.Lines).Select(l => l.Watches.ToArray()));
        Assert.Equal([(2UL, 2L), (3UL, 2L)], _told.SelectMany(t => t.Counts).Select(c => (c.Watch, c.Seen)));
    }

    [Fact]
    public void A_control_plane_cannot_have_more_than_the_bounds()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, [.. Enumerable.Range(1, 40).Select(i => new RequestWatch { Id = (ulong)i, PerSecond = 1_000_000, TtlMilliseconds = uint.MaxValue })]);
        Assert.Equal(RequestSampling.MaxWatches, tap.Watches!.All.Count);
        Assert.Equal(RequestSampling.MaxPerSecond, Enumerable.Range(0, 1_000).Count(_ => tap.Watches!.All[0].TryTake(1)));
        _time.Advance(RequestSampling.MaxTtl + _turn);
        Assert.Null(tap.Watches);
    }

    [Fact]
    public void What_finds_no_room_is_counted_for_each_that_would_have_seen_it()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, new RequestWatch { Id = 1, PerSecond = 200 }, new RequestWatch { Id = 2, PerSecond = 200, Route = "none" });
        for (var i = 0; i < 400; i++)
        {
            tap.Watches!.Take(0, Entry("/"), i < 200 ? Second : 2 * Second);
        }

        _time.Advance(_turn);
        Assert.Equal(SampleRing.MaxWaiting, Paths.Count());
        var count = Assert.Single(_told.SelectMany(t => t.Counts));
        Assert.Equal((1UL, 400L), (count.Watch, count.Seen));
        Assert.Equal((144L, 144L), (count.Dropped, tap.Dropped));
        Assert.Equal(SampleRing.MaxWaiting, tap.Lines);
    }

    [Fact]
    public void What_a_link_that_is_away_did_not_take_is_counted_afterwards()
    {
        using var tap = new RequestTap(1, _time);
        Want(tap, new RequestWatch { Id = 1, TtlMilliseconds = 60_000 });
        _isTaken = false;
        tap.Watches!.Take(0, Entry("/lost"), Second);
        _time.Advance(_turn);
        _isTaken = true;
        tap.Watches!.Take(0, Entry("/kept"), Second);
        _time.Advance(_turn);
        Assert.Equal(["/kept"], Paths);
        var count = Assert.Single(_told.SelectMany(t => t.Counts));
        Assert.Equal((2L, 1L), (count.Seen, count.Dropped));
    }

    [Fact]
    public async Task Loops_take_at_once_and_none_is_lost_or_told_twice()
    {
        const int loops = 3;
        const int each = 20_000;
        using var tap = new RequestTap(loops, TimeProvider.System);
        var told = new RequestLines();
        tap.Want(new RequestsWanted { Watches = { new RequestWatch { Id = 1, PerSecond = 200, TtlMilliseconds = 60_000 } } }, lines =>
        {
            told.MergeFrom(lines);
            return true;
        });
        var watches = tap.Watches!;
        await Task.WhenAll(Enumerable.Range(0, loops).Select(loop => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < each; i++)
                {
                    watches.Take(loop, Entry($"/{loop}/{i}"), i * Second / 1_000);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        await Eventually.True(() => told.Counts.Sum(c => c.Seen) == loops * each, "all are counted");
        Assert.Equal(told.Lines.Count, told.Lines.Select(l => l.Path).Distinct().Count());
        Assert.InRange(told.Lines.Count + told.Counts.Sum(c => c.Dropped), each / 1_000 * 200, each / 1_000 * 200);
    }

    [Fact]
    public void Taking_a_request_allocates_nothing()
    {
        using var tap = new RequestTap(1, TimeProvider.System);
        tap.Want(new RequestsWanted { Watches = { new RequestWatch { Id = 1, PerSecond = 200, Host = "shop.test", TtlMilliseconds = 60_000 } } }, _ => true);
        var watches = tap.Watches!;
        var second = 0L;
        var path = Encoding.Latin1.GetBytes("/path/with/some/length");
        Assert.Equal(0, Allocations.Steady(() =>
        {
            second += Second;
            for (var i = 0; i < 1_000; i++)
            {
                watches.Take(0, Entry(path), second);
            }
        }));
    }

    private static AccessLogEntry Entry(string path) => Entry(Encoding.Latin1.GetBytes(path));

    private static AccessLogEntry Entry(byte[] path) => new()
    {
        Client = "192.0.2.7"u8,
        Method = "GET"u8,
        Host = "Shop.test:8080"u8,
        HostName = "Shop.test"u8,
        Path = path,
        Status = 200,
        BytesIn = 3,
        BytesOut = 512,
        TotalMicroseconds = 1_234,
        FirstByteMicroseconds = 1_000,
        Tenant = "acme",
        Route = "acme:all",
        Pool = "acme:web",
        Backend = "acme:web/one",
        Reason = SelectionReason.Sticky,
        Tries = 2,
        RequestId = "0123456789abcdef"u8,
        UserAgent = "curl/8.0"u8,
        IsTls = true,
    };

    private void Want(RequestTap tap, params RequestWatch[] watches)
    {
        var wanted = new RequestsWanted();
        wanted.Watches.AddRange(watches.Select(w =>
        {
            w.PerSecond = w.PerSecond == 0 ? 100 : w.PerSecond;
            w.TtlMilliseconds = w.TtlMilliseconds == 0 ? 10_000 : w.TtlMilliseconds;
            return w;
        }));
        tap.Want(wanted, lines =>
        {
            if (_isTaken)
            {
                _told.Add(lines);
            }

            return _isTaken;
        });
    }
}
