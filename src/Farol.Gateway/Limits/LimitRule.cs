using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Limits;

/// <summary>One limit of one route. Immutable but for its state, which the same limit keeps over changes.</summary>
internal sealed class LimitRule
{
    private readonly BucketTable? _table;
    private readonly SharedBucket? _shared;
    private readonly ulong _salt;

    /// <param name="identity">Two rules with one identity share their buckets.</param>
    /// <param name="table">For limits with a bucket for each client or value; null: one bucket in all.</param>
    /// <param name="shared">For limits over all gateways.</param>
    public LimitRule(string identity, RateLimitKey per, string? header, Rate rate, LimitState state, BucketTable? table, SharedBucket? shared = null)
    {
        Identity = identity;
        Per = per;
        HeaderName = header is null ? null : Encoding.ASCII.GetBytes(header.ToLowerInvariant());
        Rate = rate;
        State = state;
        _table = table;
        _shared = shared;
        _salt = StableHash.Of(Encoding.UTF8.GetBytes(identity));
    }

    /// <summary>For reports: whose limit and of what kind, for example <c>route shop per client</c>.</summary>
    public string Identity { get; }

    public RateLimitKey Per { get; }

    /// <summary>In lower case; null: it does not count by a header.</summary>
    public byte[]? HeaderName { get; }

    public Rate Rate { get; }

    public LimitState State { get; }

    /// <param name="client">Behind trusted proxies, IPv4 in its mapped form.</param>
    public bool TryTake(UInt128 client, RequestHead head, ReadOnlySpan<byte> headBytes, long nowMicroseconds, out int retryAfterSeconds)
    {
        var isTaken = _shared is not null ? _shared.TryTake(ref State.FullAt, nowMicroseconds, out retryAfterSeconds)
            : _table is null ? TokenBucket.TryTake(ref State.FullAt, Rate, nowMicroseconds, out retryAfterSeconds)
            : _table.TryTake(StableHash.Combine(KeyOf(client, head, headBytes), _salt), Rate, nowMicroseconds, out retryAfterSeconds);
        if (!isTaken)
        {
            State.CountHit();
        }

        return isTaken;
    }

    /// <summary>A request without the header counts by its client, so that leaving it out is no way around.</summary>
    private ulong KeyOf(UInt128 client, RequestHead head, ReadOnlySpan<byte> headBytes)
    {
        if (HeaderName is not null)
        {
            foreach (ref readonly var field in head.Fields)
            {
                if (field.NameLength == HeaderName.Length && Ascii.EqualsIgnoreCase(field.NameIn(headBytes), HeaderName))
                {
                    return StableHash.Of(field.ValueIn(headBytes));
                }
            }
        }

        return StableHash.Of(ClientAddress.Subscriber(client));
    }
}
