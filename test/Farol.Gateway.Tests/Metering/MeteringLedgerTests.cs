using Farol.Gateway.Metering;

namespace Farol.Gateway.Tests.Metering;

public sealed class MeteringLedgerTests
{
    private readonly MeterFixture _meters = new();
    private readonly MeteringLedger _ledger;

    public MeteringLedgerTests() => _ledger = new MeteringLedger(_meters.Report, _meters.Time);

    [Fact]
    public void Deltas_are_numbered_and_hold_what_was_used_between_them()
    {
        _meters.Request(0, "shop", bytesIn: 5, bytesOut: 7);
        _meters.Request(1, "shop", status: 500, bytesIn: 5, bytesOut: 7);
        _meters.Time.Advance(TimeSpan.FromSeconds(10));
        var first = _ledger.Cut()!;
        Assert.Equal(new MeteringRow(new SeriesKey("shop", "shop", "acme"), 2, 10, 14, 1), Assert.Single(first.Rows));
        _meters.Request(0, "shop");
        _meters.Request(0, "blog");
        _meters.Time.Advance(TimeSpan.FromSeconds(10));
        var second = _ledger.Cut()!;
        Assert.Equal((1L, 2L), (first.Number, second.Number));
        Assert.Equal(first.To, second.From);
        Assert.All(second.Rows, row => Assert.Equal(1, row.Requests));
        Assert.Equal(2, second.Rows.Count);
    }

    [Fact]
    public void Without_use_there_is_no_delta()
    {
        Assert.Null(_ledger.Cut());
        _meters.Request(0, "shop");
        Assert.NotNull(_ledger.Cut());
        Assert.Null(_ledger.Cut());
    }

    [Fact]
    public void They_wait_until_they_are_acknowledged()
    {
        for (var i = 0; i < 3; i++)
        {
            _meters.Request(0, "shop");
            _ledger.Cut();
        }

        Assert.Equal([1, 2, 3], _ledger.Pending.Select(d => d.Number));
        _ledger.Acknowledge(2);
        Assert.Equal([3], _ledger.Pending.Select(d => d.Number));
        _ledger.Acknowledge(2);
        _ledger.Acknowledge(3);
        Assert.Empty(_ledger.Pending);
    }

    [Fact]
    public void When_nobody_takes_them_they_grow_longer_but_not_more_and_nothing_is_lost()
    {
        const int requests = MeteringLedger.MaxPending + 50;
        for (var i = 0; i < requests; i++)
        {
            _meters.Request(i % 2, "shop");
            _ledger.Cut();
        }

        Assert.Equal(MeteringLedger.MaxPending, _ledger.Pending.Count);
        var sum = _ledger.Pending.Sum(d => d.Rows.Sum(r => r.Requests));
        _ledger.Acknowledge(long.MaxValue);
        Assert.Equal(requests, sum + _ledger.Cut()!.Rows.Sum(r => r.Requests));
    }
}
