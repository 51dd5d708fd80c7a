using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Health;

/// <summary>
/// Judges backends by the requests that they serve: failures in a row, share of failures; and keeps their circuit breakers. One object for
/// all loops; a success of a healthy backend costs a few reads.
/// </summary>
internal sealed class PassiveHealth(TimeProvider time, EventBus events)
{
    private int _isEjecting;
    private long _ejections;
    private long _ejectionsRefused;

    public long Ejections => Interlocked.Read(ref _ejections);

    /// <summary>Ejections that did not happen because too much of the tier would have been out.</summary>
    public long EjectionsRefused => Interlocked.Read(ref _ejectionsRefused);

    /// <summary>Takes in how a request ended; the caller has counted it in its loop's figures.</summary>
    public void Report(Pool pool, Backend backend, Outcome outcome, long nowMicroseconds)
    {
        if (outcome == Outcome.Success)
        {
            Succeed(pool, backend, nowMicroseconds);
        }
        else if (outcome == Outcome.ClientGone)
        {
            backend.Health.AbandonTrial();
        }
        else
        {
            Fail(pool, backend, outcome, nowMicroseconds);
        }
    }

    /// <summary>Sets a backend aside unless too much of its tier is out.</summary>
    /// <returns>False: it stays, or somebody else is deciding at this moment.</returns>
    public bool TryEject(Pool pool, Backend backend, string why, long nowMicroseconds)
    {
        if (Interlocked.CompareExchange(ref _isEjecting, 1, 0) != 0)
        {
            // Another loop ejects just now; the next failure asks again. Waiting would hold this loop.
            return false;
        }

        try
        {
            var settings = pool.Settings.PassiveHealth;
            if (!IsAllowed(pool, backend, settings.MaxEjectedPercent))
            {
                Interlocked.Increment(ref _ejectionsRefused);
                return false;
            }

            var length = backend.Health.Passive.Gate.SetAside(settings.Ejection, settings.MaxEjection, nowMicroseconds);
            if (length > TimeSpan.Zero)
            {
                Interlocked.Increment(ref _ejections);
                Announce(pool, backend, HealthAuthority.Passive, HealthState.SetAside, $"{why}; set aside for {length.TotalSeconds:0.#} s", nowMicroseconds);
            }

            return length > TimeSpan.Zero;
        }
        finally
        {
            Volatile.Write(ref _isEjecting, 0);
        }
    }

    private void Succeed(Pool pool, Backend backend, long now)
    {
        var health = backend.Health;
        health.Passive.ForgetFailures();
        if (health.IsRefusing)
        {
            health.IsRefusing = false;
        }

        if (health.IsUsable)
        {
            return;
        }

        if (health.IsAgainst(HealthAuthority.Passive) && health.Passive.Gate.Succeed(1, now))
        {
            health.Passive.Window.Restart(backend, now);
            Announce(pool, backend, HealthAuthority.Passive, HealthState.Healthy, null, now);
        }

        if (health.IsAgainst(HealthAuthority.Breaker) && health.Breaker.Succeed(pool.Settings.Breaker, backend, now))
        {
            Announce(pool, backend, HealthAuthority.Breaker, HealthState.Healthy, null, now);
        }
    }

    private void Fail(Pool pool, Backend backend, Outcome outcome, long now)
    {
        var health = backend.Health;
        var isRefusing = outcome == Outcome.ConnectFailed;
        if (health.IsRefusing != isRefusing)
        {
            health.IsRefusing = isRefusing;
        }

        health.Passive.NoteFailure(outcome, time.GetUtcNow());
        if (pool.Settings.Breaker is { } breaker && health.Breaker.Fail(breaker, backend, now))
        {
            Announce(pool, backend, HealthAuthority.Breaker, HealthState.SetAside,
                $"{OutcomeText.For(outcome)}; circuit open for {breaker.Open.TotalSeconds:0.#} s", now);
        }

        var settings = pool.Settings.PassiveHealth;
        var inARow = health.Passive.CountFailure();
        if (!settings.Enabled || health.Passive.Gate is { IsClosed: false, IsOnTrial: false })
        {
            return;
        }

        if (health.Passive.Gate.IsOnTrial)
        {
            TryEject(pool, backend, $"the trial request failed: {OutcomeText.For(outcome)}", now);
        }
        else if (settings.ConsecutiveFailures > 0 && inARow >= settings.ConsecutiveFailures)
        {
            TryEject(pool, backend, $"{inARow} requests in a row failed, the last one: {OutcomeText.For(outcome)}", now);
        }
        else if (settings.ErrorRatePercent > 0
            && health.Passive.Window.Exceeds(backend, settings.ErrorRatePercent, settings.MinimumRequests, settings.Window, now))
        {
            TryEject(pool, backend, $"{settings.ErrorRatePercent} % or more of its requests failed, the last one: {OutcomeText.For(outcome)}", now);
        }
    }

    /// <summary>Whether one more may be out: of the backends of its tier that are not draining. One that is out already may stay out.</summary>
    private static bool IsAllowed(Pool pool, Backend candidate, int maxPercent)
    {
        if (candidate.Health.IsAgainst(HealthAuthority.Passive))
        {
            return true;
        }

        var tier = candidate.State.Priority;
        var all = 0;
        var outside = 1;
        foreach (var backend in pool.Backends)
        {
            var state = backend.State;
            if (state.Priority == tier && !state.Draining)
            {
                all++;
                outside += backend.Health.IsAgainst(HealthAuthority.Passive) ? 1 : 0;
            }
        }

        return outside * 100 <= all * maxPercent;
    }

    private void Announce(Pool pool, Backend backend, HealthAuthority authority, HealthState state, string? error, long now)
    {
        var at = time.GetUtcNow();
        var hasChanged = backend.Health.Judge(authority, state, error, at, now);
        var isBad = state == HealthState.SetAside;
        if (isBad || hasChanged)
        {
            events.TryPublish(new GatewayEvent
            {
                Kind = isBad ? GatewayEventKind.Ejection : GatewayEventKind.BackendHealth,
                At = at,
                Severity = isBad ? EventSeverity.Warning : EventSeverity.Info,
                Pool = pool.Name,
                Tenant = pool.Tenant?.Name,
                Backend = backend.Id,
                Text = error ?? "back in service: the trial request was answered",
            });
        }
    }
}
