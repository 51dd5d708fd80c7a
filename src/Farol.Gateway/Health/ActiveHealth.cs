using System.Security.Cryptography;
using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Health;

/// <summary>
/// Checks backends on ordinary threads, one task for each, a bounded number of checks at once. A change of configuration leaves the checks
/// that it does not concern as they are, and what is known of their backends too.
/// </summary>
internal sealed class ActiveHealth : IAsyncDisposable
{
    /// <summary>Checks under way at once: a thousand backends are checked in seconds, and no burst fills the descriptors.</summary>
    public const int MaxChecksAtOnce = 64;

    /// <summary>First checks are spread over so long, or over the interval where that is shorter.</summary>
    private static readonly TimeSpan _firstWithin = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly EventBus _events;
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _places = new(MaxChecksAtOnce);
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly List<Task> _ending = [];
    private long _checks;
    private long _failures;

    public ActiveHealth(TimeProvider time, EventBus events, Random random)
    {
        _time = time;
        _events = events;
        _random = random;
    }

    /// <summary>Checks that ended.</summary>
    public long Checks => Interlocked.Read(ref _checks);

    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Takes a snapshot's checks: begins, ends and changes what is different. One caller at a time.</summary>
    public void Update(GatewaySnapshot snapshot)
    {
        var wanted = CheckTarget.Of(snapshot).ToDictionary(t => t.Backend.Id, StringComparer.Ordinal);
        lock (_gate)
        {
            _ending.RemoveAll(t => t.IsCompleted);
            foreach (var (id, running) in _running.ToList())
            {
                if (!wanted.TryGetValue(id, out var target) || !target.IsCheckedAs(running.Target))
                {
                    _running.Remove(id);
                    Stop(running);
                    if (target is null)
                    {
                        Forget(running.Target);
                    }
                }
            }

            foreach (var (id, target) in wanted)
            {
                if (!_running.ContainsKey(id))
                {
                    var stopping = new CancellationTokenSource();
                    _running[id] = new Running(target, stopping, Task.Run(() => CheckAsync(target, stopping.Token)));
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] tasks;
        lock (_gate)
        {
            foreach (var running in _running.Values)
            {
                Stop(running);
            }

            _running.Clear();
            tasks = [.. _ending];
        }

        await Task.WhenAll(tasks);
        _places.Dispose();
    }

    private void Stop(Running running)
    {
        running.Stopping.Cancel();
        _ending.Add(running.Task);
    }

    /// <summary>Nobody checks it any more: what checks said holds no longer.</summary>
    private void Forget(CheckTarget target)
    {
        target.Backend.Health.Active.Restart();
        target.Backend.Health.Judge(HealthAuthority.Active, HealthState.Unknown, null, _time.GetUtcNow(), Now());
    }

    private async Task CheckAsync(CheckTarget target, CancellationToken stopping)
    {
        target.Backend.Health.Active.Restart();
        try
        {
            await Task.Delay(Jitter(target.Check.Interval < _firstWithin ? target.Check.Interval : _firstWithin, 0, 1), _time, stopping);
            using var probe = new HealthProbe(target);
            while (true)
            {
                await CheckOnceAsync(target, probe, stopping);
                await Task.Delay(Jitter(target.Check.Interval, 0.9, 1.1), _time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The configuration no longer asks for it.
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or UriFormatException)
        {
            // Certificates of the pool cannot be read, so no check can ever succeed: said as a verdict, for that is where people look.
            Judge(target, HealthState.Unknown, $"it cannot be checked: {fault.Message}");
        }
    }

    private async Task CheckOnceAsync(CheckTarget target, HealthProbe probe, CancellationToken stopping)
    {
        CheckFailure? failure;
        long begun;
        await _places.WaitAsync(stopping);
        try
        {
            begun = _time.GetTimestamp();
            failure = await probe.AskAsync(_time, stopping);
        }
        finally
        {
            _places.Release();
        }

        Interlocked.Increment(ref _checks);
        Interlocked.Add(ref _failures, failure is null ? 0 : 1);
        lock (_gate)
        {
            // Whoever ended this check has said what holds now.
            stopping.ThrowIfCancellationRequested();
            TakeIn(target, failure, _time.GetElapsedTime(begun));
        }
    }

    private void TakeIn(CheckTarget target, CheckFailure? failure, TimeSpan took)
    {
        var record = target.Backend.Health.Active;
        record.Add(new ActiveRecord.Check(_time.GetUtcNow(), took, failure?.Text));
        target.Backend.Health.IsRefusing = failure is { IsRefused: true };
        var before = target.Backend.Health.Verdict(HealthAuthority.Active)?.State ?? HealthState.Unknown;
        var state = failure is null
            ? before == HealthState.Unknown || record.GoodInARow >= target.Check.Rise ? HealthState.Healthy : before
            : record.BadInARow >= target.Check.Fall ? HealthState.Unhealthy : before;
        Judge(target, state, failure?.Text);
    }

    private void Judge(CheckTarget target, HealthState state, string? error)
    {
        var at = _time.GetUtcNow();
        var before = target.Backend.Health.Verdict(HealthAuthority.Active);
        target.Backend.Health.Judge(HealthAuthority.Active, state, error, at, Now());
        if ((before?.State ?? HealthState.Unknown) == state || (before is null && state == HealthState.Healthy))
        {
            return;
        }

        var isBad = state == HealthState.Unhealthy;
        _events.TryPublish(new GatewayEvent
        {
            Kind = GatewayEventKind.BackendHealth,
            At = at,
            Severity = isBad ? EventSeverity.Warning : EventSeverity.Info,
            Pool = target.Pool.Name,
            Tenant = target.Pool.Tenant?.Name,
            Backend = target.Backend.Id,
            Text = isBad ? $"unhealthy after {target.Check.Fall} failed checks: {error}" : "healthy again",
        });
    }

    private TimeSpan Jitter(TimeSpan length, double from, double to)
    {
        lock (_gate)
        {
            return length * (from + (_random.NextDouble() * (to - from)));
        }
    }

    /// <summary>The loops' clock.</summary>
    private long Now() => (long)(_time.GetTimestamp() * (1_000_000.0 / _time.TimestampFrequency));

    private sealed record Running(CheckTarget Target, CancellationTokenSource Stopping, Task Task);
}
