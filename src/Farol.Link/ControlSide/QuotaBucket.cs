namespace Farol.Link.ControlSide;

/// <summary>
/// What is left of one limit. While several gateways have asked for more than there was, each gets the same part; a part that one of them does not need
/// is the others'.
/// </summary>
internal sealed class QuotaBucket(double tokens, long now)
{
    /// <summary>A gateway asks every 20 ms while it lacks tokens: one that has not for so long lacks none.</summary>
    private static readonly TimeSpan _hunger = TimeSpan.FromMilliseconds(200);

    /// <summary>Grants are compared, not summed up for ever.</summary>
    private const double MaxCompared = 1e6;

    private readonly Dictionary<object, Claim> _claims = [];
    private double _tokens = tokens;
    private uint _rate;
    private int _capacity;

    public long RefilledAt { get; private set; } = now;

    public void Refill(uint perSecond, int capacity, TimeSpan elapsed, long now)
    {
        (_rate, _capacity, RefilledAt) = (perSecond, capacity, now);
        _tokens = Math.Min(capacity, _tokens + (perSecond * elapsed.TotalSeconds));
    }

    public bool WouldBeFull(TimeSpan elapsed) => _tokens + (_rate * elapsed.TotalSeconds) >= _capacity;

    public void Forget(object gateway) => _claims.Remove(gateway);

    public uint Grant(object gateway, uint wanted, long now, TimeProvider time)
    {
        if (!_claims.TryGetValue(gateway, out var claim))
        {
            _claims[gateway] = claim = new Claim { Granted = _claims.Count == 0 ? 0 : _claims.Values.Min(c => c.Granted) };
        }

        var others = _claims.Values.Where(c => c != claim && c.IsHungry && time.GetElapsedTime(c.AskedAt, now) < _hunger).ToList();
        var granted = Math.Min(wanted, (uint)(_tokens / (others.Count + 1)));
        if (granted == 0 && wanted > 0 && _tokens >= 1 && others.All(o => claim.Granted <= o.Granted))
        {
            // Too few to be divided: they go round.
            granted = 1;
        }

        _tokens -= granted;
        claim.Granted += granted;
        (claim.IsHungry, claim.AskedAt) = (granted < wanted, now);
        if (claim.Granted > MaxCompared)
        {
            foreach (var each in _claims.Values)
            {
                each.Granted = 0;
            }
        }

        return granted;
    }

    private sealed class Claim
    {
        public double Granted { get; set; }

        public bool IsHungry { get; set; }

        public long AskedAt { get; set; }
    }
}
