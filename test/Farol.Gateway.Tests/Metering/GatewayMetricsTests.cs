using System.Buffers;
using System.Diagnostics;
using System.Text;
using Farol.Gateway.Http1;
using Farol.Gateway.Metering;

namespace Farol.Gateway.Tests.Metering;

public sealed class GatewayMetricsTests
{
    private readonly MeterFixture _meters = new();

    [Fact]
    public async Task Promtool_has_nothing_to_say()
    {
        Fill();
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await promtool.StandardInput.WriteAsync(Text());
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
            + await promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (promtool.ExitCode, said));
    }

    [Fact]
    public void The_names_that_dashboards_know_are_there()
    {
        Fill();
        var text = Text();
        Assert.Contains("http_requests_total{route=\"shop\",pool=\"shop\",tenant=\"acme\",method=\"GET\",status=\"200\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("http_request_duration_seconds_bucket{route=\"shop\",pool=\"shop\",tenant=\"acme\",le=\"0.001024\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("http_request_duration_seconds_count{route=\"shop\",pool=\"shop\",tenant=\"acme\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("http_response_size_bytes_sum{route=\"blog\",pool=\"blog\",tenant=\"zeta\"} 100\n", text, StringComparison.Ordinal);
        Assert.Contains("farol_gateway_backend_up{pool=\"shop\",backend=\"shop/one\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("farol_gateway_responses_total{route=\"shop\",pool=\"shop\",tenant=\"acme\",class=\"5xx\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("farol_gateway_violations_total{violation=\"BareLineFeed\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("farol_gateway_limit_hits_total{limit=\"route shop per client\"} 4\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_routes_share_one_label_set_and_totals_stay_right()
    {
        var document = _meters.Current.Document;
        _meters.Apply(document with
        {
            Routes = [.. Enumerable.Range(0, GatewayMetrics.MaxLabelled + 50).Select(i => document.Routes[0] with { Name = $"r{i}", PathPrefix = $"/{i}" })],
        });
        for (var i = 0; i < GatewayMetrics.MaxLabelled + 50; i++)
        {
            _meters.Request(0, $"r{i}");
        }

        var lines = Text().Split('\n').Where(l => l.StartsWith("http_requests_total{", StringComparison.Ordinal)).ToList();
        Assert.Equal(GatewayMetrics.MaxLabelled + 1, lines.Count);
        Assert.Contains("http_requests_total{overflow=\"true\",method=\"GET\",status=\"200\"} 50", lines);
    }

    private void Fill()
    {
        _meters.Request(0, "shop");
        _meters.Request(1, "shop", microseconds: 3_000);
        _meters.Request(1, "shop", status: 502, microseconds: 90_000_000);
        _meters.Request(1, "blog");
        _meters.Meters[0].CountViolation(Violation.BareLineFeed);
        _meters.Meters[0].CountConnectionOpened();
    }

    private string Text()
    {
        var target = new ArrayBufferWriter<byte>();
        var counters = new GatewayCounters { Ejections = 1, LimitHits = [("route shop per client", 4)] };
        _meters.Report.Read(figures =>
        {
            GatewayMetrics.Write(target, figures, counters);
            return 0;
        });
        return Encoding.UTF8.GetString(target.WrittenSpan);
    }
}
