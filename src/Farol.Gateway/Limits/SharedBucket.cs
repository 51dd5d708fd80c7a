using Farol.Link.Quotas;

namespace Farol.Gateway.Limits;

/// <summary>
/// A limit that holds over all gateways. While there are others and the link is there, requests take from tokens that were leased ahead; alone, it is an
/// ordinary bucket; cut off from the control plane, a bucket of this gateway's part. A request takes with one compare-and-swap and never waits.
/// </summary>
internal sealed class SharedBucket
{
    private readonly Lock _gate = new();
    private long _tokens;
    private Terms _terms;

    public SharedBucket(string key, int requestsPerSecond, int burst, int gateways, bool isLinked)
    {
        Key = key;
        _terms = new Terms(requestsPerSecond, burst, gateways, isLinked);
        _tokens = _terms.Hold;
    }

    /// <summary>The limit's name, the same in every gateway.</summary>
    public string Key { get; }

    public int RequestsPerSecond => Volatile.Read(ref _terms).RequestsPerSecond;

    public int Burst => Volatile.Read(ref _terms).Burst;

    /// <summary>Tokens that were used up and are to be leased again; 0 while nothing is leased.</summary>
    public int Lacking
    {
        get
        {
            var terms = Volatile.Read(ref _terms);
            return terms.IsLeased ? (int)Math.Max(0, terms.Hold - Volatile.Read(ref _tokens)) : 0;
        }
    }

    /// <param name="fullAt">The bucket that holds while nothing is leased.</param>
    /// <param name="retryAfterSeconds">When there is none: whole seconds until there is one, at least 1.</param>
    public bool TryTake(ref long fullAt, long nowMicroseconds, out int retryAfterSeconds)
    {
        var terms = Volatile.Read(ref _terms);
        if (!terms.IsLeased)
        {
            return TokenBucket.TryTake(ref fullAt, terms.Rate, nowMicroseconds, out retryAfterSeconds);
        }

        for (var seen = Volatile.Read(ref _tokens); seen > 0;)
        {
            var now = Interlocked.CompareExchange(ref _tokens, seen - 1, seen);
            if (now == seen)
            {
                retryAfterSeconds = 0;
                return true;
            }

            seen = now;
        }

        retryAfterSeconds = 1;
        return false;
    }

    /// <summary>From an ordinary thread: what the control plane granted.</summary>
    public void Add(long granted)
    {
        if (granted > 0)
        {
            Interlocked.Add(ref _tokens, granted);
        }
    }

    /// <summary>From an ordinary thread: how many gateways share, whether the control plane is there, and what the limit is.</summary>
    public void Agree(int requestsPerSecond, int burst, int gateways, bool isLinked)
    {
        lock (_gate)
        {
            var next = new Terms(requestsPerSecond, burst, gateways, isLinked);
            if (next == _terms)
            {
                return;
            }

            // What was leased on other terms does not count any more, and nobody holds more than the terms say.
            Interlocked.Exchange(ref _tokens, next.IsLeased && _terms.IsLeased ? Math.Min(Volatile.Read(ref _tokens), next.Hold) : next.Hold);
            Volatile.Write(ref _terms, next);
        }
    }

    private sealed record Terms
    {
        public Terms(int requestsPerSecond, int burst, int gateways, bool isLinked)
        {
            (RequestsPerSecond, Burst) = (requestsPerSecond, burst);
            IsLeased = isLinked && gateways > 1;
            Hold = QuotaShare.Of(requestsPerSecond, burst, gateways).Hold;
            Rate = new Rate(requestsPerSecond, burst).PartOf(gateways);
        }

        public int RequestsPerSecond { get; }

        public int Burst { get; }

        public bool IsLeased { get; }

        public int Hold { get; }

        public Rate Rate { get; }
    }
}
