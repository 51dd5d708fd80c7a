using Farol.Configuration.Gateway;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Health;

/// <summary>
/// Opens when too many of one backend's requests fail, whatever the others do; then lets trial requests through, and closes when they
/// were good. Unlike passive ejection it knows no share of the pool that must stay: it protects the backend, not the pool.
/// </summary>
internal sealed class CircuitBreaker
{
    private readonly TrialGate _gate = new();
    private readonly FailureWindow _window = new();

    public bool IsClosed => _gate.IsClosed;

    public bool IsOnTrial => _gate.IsOnTrial;

    public bool MightAdmit(BreakerSection? settings, long nowMicroseconds) =>
        settings is null || _gate.MightAdmit(settings.TrialRequests, nowMicroseconds);

    public bool TryAdmit(BreakerSection? settings, long nowMicroseconds) =>
        settings is null || _gate.TryAdmit(settings.TrialRequests, nowMicroseconds);

    /// <param name="settings">Null: the pool has no breaker any more, so it closes.</param>
    /// <returns>True: this success closed it.</returns>
    public bool Succeed(BreakerSection? settings, Backend backend, long nowMicroseconds)
    {
        if (settings is null)
        {
            _gate.Reset();
            return true;
        }

        if (!_gate.Succeed(settings.TrialRequests, nowMicroseconds))
        {
            return false;
        }

        _window.Restart(backend, nowMicroseconds);
        return true;
    }

    /// <summary>Call when the failure has been counted.</summary>
    /// <returns>True: this failure opened it.</returns>
    public bool Fail(BreakerSection settings, Backend backend, long nowMicroseconds)
    {
        var isTooMuch = _gate.IsOnTrial
            || (_gate.IsClosed && _window.Exceeds(backend, settings.FailurePercent, settings.MinimumRequests, settings.Window, nowMicroseconds));
        return isTooMuch && _gate.SetAside(settings.Open, settings.Open, nowMicroseconds) > TimeSpan.Zero;
    }

    public void Abandon() => _gate.Abandon();
}
