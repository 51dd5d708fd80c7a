using Farol.Gateway.Metering;

namespace Farol.Gateway.Tests.Metering;

public sealed class UsageCutTests
{
    private readonly MeterFixture _meters = new();
    private readonly UsageCut _usage;

    public UsageCutTests() => _usage = new UsageCut(_meters.Report);

    [Fact]
    public void A_cut_holds_what_was_used_since_the_one_before()
    {
        _meters.Request(0, "shop", bytesIn: 5, bytesOut: 7);
        _meters.Request(1, "shop", status: 500, bytesIn: 5, bytesOut: 7);
        Assert.Equal(new MeteringRow(new SeriesKey("shop", "shop", "acme"), 2, 10, 14, 1), Assert.Single(_usage.Take()));
        _meters.Request(0, "shop");
        _meters.Request(0, "blog");
        var second = _usage.Take();
        Assert.All(second, row => Assert.Equal(1, row.Requests));
        Assert.Equal(2, second.Count);
    }

    [Fact]
    public void Without_use_there_is_nothing_to_take()
    {
        Assert.Empty(_usage.Take());
        _meters.Request(0, "shop");
        _meters.Series("shop");
        Assert.Single(_usage.Take());
        _meters.Series("shop");
        Assert.Empty(_usage.Take());
    }

    [Fact]
    public void Bytes_of_a_request_that_goes_on_are_taken_while_it_goes_on()
    {
        _meters.Meters[0].Begin(_meters["shop"]);
        Assert.Empty(_usage.Take());
        _meters.Meters[0].CountBytes(_meters["shop"], null, 3, 4);
        Assert.Equal(new MeteringRow(new SeriesKey("shop", "shop", "acme"), 0, 3, 4, 0), Assert.Single(_usage.Take()));
    }

    [Fact]
    public void However_often_it_is_taken_nothing_is_lost_and_nothing_twice()
    {
        const int requests = 500;
        long sum = 0;
        for (var i = 0; i < requests; i++)
        {
            _meters.Request(i % 2, i % 3 == 0 ? "blog" : "shop");
            sum += i % 7 == 0 ? _usage.Take().Sum(r => r.Requests) : 0;
        }

        Assert.Equal(requests, sum + _usage.Take().Sum(r => r.Requests));
    }

    [Fact]
    public void A_series_that_was_forgotten_and_comes_back_counts_anew()
    {
        _meters.Request(0, "shop");
        _meters.Request(0, "shop");
        Assert.Equal(2, Assert.Single(_usage.Take()).Requests);
        var document = _meters.Current.Document;
        _meters.Apply(document with { Routes = [document.Routes[1]] });
        for (var i = 0; i < 20; i++)
        {
            _meters.Time.Advance(TimeSpan.FromSeconds(30));
            _meters.Series("shop");
        }

        Assert.Null(_meters.Series("shop"));
        _meters.Apply(document);
        _meters.Request(0, "shop");
        Assert.Equal(1, Assert.Single(_usage.Take()).Requests);
        Assert.Equal(3, _meters.Report.Read(f => f.Total.Requests));
    }
}
