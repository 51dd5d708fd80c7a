using System.Collections.Frozen;

namespace Farol.Control.Metrics;

/// <summary>Curves: seconds of the last minutes from memory, minutes from the history.</summary>
internal sealed class FigureHistory(TrafficFigures traffic, MachineSampler machine, MinuteHistory minutes, FigureOptions options)
{
    private const int BitsPerByte = 8;
    private const double MicrosecondsPerMillisecond = 1000;
    private const long MillisecondsPerSecond = 1000;

    /// <summary>Rates are nothing where no request came; the rest is unknown there.</summary>
    private static readonly FrozenDictionary<string, (string Unit, Func<StepRow, double?> Value)> _ofTraffic = new Dictionary<string, (string, Func<StepRow, double?>)>
    {
        ["requests_per_second"] = ("per_second", s => PerSecond(s, s.Requests)),
        ["errors_per_second"] = ("per_second", s => PerSecond(s, s.Errors)),
        ["error_rate"] = ("percent", s => s.Requests == 0 ? null : 100.0 * s.Errors / s.Requests),
        ["response_time_avg"] = ("ms", s => s.Requests == 0 ? null : s.LatencyUs / MicrosecondsPerMillisecond / s.Requests),
        ["response_time_p50"] = ("ms", s => s.P50Us / MicrosecondsPerMillisecond),
        ["response_time_p95"] = ("ms", s => s.P95Us / MicrosecondsPerMillisecond),
        ["response_time_p99"] = ("ms", s => s.P99Us / MicrosecondsPerMillisecond),
        ["bandwidth_in"] = ("bps", s => PerSecond(s, s.BytesIn * BitsPerByte)),
        ["bandwidth_out"] = ("bps", s => PerSecond(s, s.BytesOut * BitsPerByte)),
        ["active_connections"] = ("count", s => s.Connections),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Unit, Func<MachineStepRow, double?> Value)> _ofMachine = new Dictionary<string, (string, Func<MachineStepRow, double?>)>
    {
        ["cpu"] = ("percent", s => s.CpuPercent),
        ["memory"] = ("percent", s => s.MemoryPercent),
        ["disk"] = ("percent", s => s.DiskPercent),
        ["network_received"] = ("bps", s => s.ReceivedBps),
        ["network_sent"] = ("bps", s => s.SentBps),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [.. _ofTraffic.Keys.Concat(_ofMachine.Keys).Order(StringComparer.Ordinal)];

    public async Task<FigureHistoryBody> ReadAsync(string tenantId, FigureQuery query, CancellationToken cancellationToken)
    {
        var values = new double?[query.Points];
        string unit;
        if (_ofMachine.TryGetValue(query.Series, out var ofMachine))
        {
            unit = ofMachine.Unit;
            foreach (var step in query.IsOfSeconds ? MachineSeconds(query) : await MachineMinutesAsync(query, cancellationToken))
            {
                Put(values, step.Number, ofMachine.Value(step));
            }
        }
        else
        {
            var ofTraffic = _ofTraffic[query.Series];
            unit = ofTraffic.Unit;
            foreach (var step in query.IsOfSeconds ? TrafficSeconds(tenantId, query) : await TrafficMinutesAsync(tenantId, query, cancellationToken))
            {
                Put(values, step.Number, ofTraffic.Value(step));
            }
        }

        return new FigureHistoryBody
        {
            Series = query.Series,
            Unit = unit,
            From = query.From,
            To = query.To,
            StepSeconds = query.StepSeconds,
            Points = [.. values.Select((v, i) => new FigureHistoryBody.PointBody(query.From.AddSeconds(i * query.StepSeconds), v is { } value ? Math.Round(value, 3) : null))],
        };
    }

    private static double? PerSecond(StepRow step, long amount) => step.Seconds == 0 ? null : (double)amount / step.Seconds;

    private static void Put(double?[] values, long number, double? value)
    {
        if (number >= 0 && number < values.Length)
        {
            values[number] = value;
        }
    }

    /// <summary>A tenant's minute without a request is not written: it is nothing where the installation was heard of, and unknown where not.</summary>
    private async Task<IEnumerable<StepRow>> TrafficMinutesAsync(string tenantId, FigureQuery query, CancellationToken cancellationToken)
    {
        var (from, to, step) = (query.From.ToUnixTimeMilliseconds(), query.To.ToUnixTimeMilliseconds(), query.StepSeconds * MillisecondsPerSecond);
        var all = await minutes.ReadAsync(FigureScopes.All, from, to, step, cancellationToken);
        var scope = FigureReader.ScopeOf(tenantId);
        if (scope == FigureScopes.All)
        {
            return all;
        }

        var own = (await minutes.ReadAsync(scope, from, to, step, cancellationToken)).ToDictionary(s => s.Number);
        return all.Select(known => Of(own.GetValueOrDefault(known.Number), known));
    }

    private static StepRow Of(StepRow? own, StepRow known) => new()
    {
        Number = known.Number,
        Seconds = known.Seconds,
        Requests = own?.Requests ?? 0,
        Errors = own?.Errors ?? 0,
        BytesIn = own?.BytesIn ?? 0,
        BytesOut = own?.BytesOut ?? 0,
        LatencyUs = own?.LatencyUs ?? 0,
        P50Us = own?.P50Us,
        P95Us = own?.P95Us,
        P99Us = own?.P99Us,
    };

    private IEnumerable<StepRow> TrafficSeconds(string tenantId, FigureQuery query)
    {
        var reading = traffic.Read(FigureReader.ScopeOf(tenantId));
        var first = reading.Second - reading.Seconds.Count + 1;
        var from = query.From.ToUnixTimeSeconds();
        return reading.Seconds.Select((traffic, i) => (Traffic: traffic, Second: first + i)).Where(s => s.Traffic is not null && s.Second >= from)
            .GroupBy(s => (s.Second - from) / query.StepSeconds)
            .Select(g =>
            {
                var sum = g.Aggregate(default(Traffic), (sum, s) => sum + s.Traffic!.Value);
                return new StepRow
                {
                    Number = g.Key,
                    Seconds = g.Count(),
                    Requests = sum.Requests,
                    Errors = sum.Errors,
                    BytesIn = sum.BytesIn,
                    BytesOut = sum.BytesOut,
                    LatencyUs = sum.LatencyMicroseconds,
                };
            });
    }

    private Task<IReadOnlyList<MachineStepRow>> MachineMinutesAsync(FigureQuery query, CancellationToken cancellationToken) => minutes.ReadMachineAsync(
        FigureScopes.Machine(options.Node), query.From.ToUnixTimeMilliseconds(), query.To.ToUnixTimeMilliseconds(), query.StepSeconds * MillisecondsPerSecond, cancellationToken);

    private IEnumerable<MachineStepRow> MachineSeconds(FigureQuery query)
    {
        var from = query.From.ToUnixTimeSeconds();
        return machine.Recent().Where(r => r.Second >= from).GroupBy(r => (r.Second - from) / query.StepSeconds).Select(g => new MachineStepRow
        {
            Number = g.Key,
            CpuPercent = g.Average(r => r.CpuPercent),
            MemoryPercent = g.Average(r => r.MemoryPercent),
            DiskPercent = g.Average(r => r.DiskPercent),
            ReceivedBps = g.Average(r => r.ReceivedBitsPerSecond),
            SentBps = g.Average(r => r.SentBitsPerSecond),
        });
    }
}
