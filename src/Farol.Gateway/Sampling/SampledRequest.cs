using Farol.Gateway.Balancing;
using Farol.Gateway.Metering;
using Farol.Link.Protocol;

namespace Farol.Gateway.Sampling;

/// <summary>A request on its way from its loop to whoever looks. Its bytes are copied: the loop uses the buffers again for the next.</summary>
internal sealed class SampledRequest
{
    /// <summary>An IPv6 address with a mapped IPv4 one in digits.</summary>
    private const int MaxClientBytes = 45;

    /// <summary>The longest that is registered has 17.</summary>
    private const int MaxMethodBytes = 32;

    private readonly CutText _client = new(MaxClientBytes);
    private readonly CutText _method = new(MaxMethodBytes);
    private readonly CutText _host = new(AccessLogRing.MaxFieldBytes);
    private readonly CutText _path = new(AccessLogRing.MaxPathBytes);
    private readonly CutText _requestId = new(AccessLogRing.MaxFieldBytes);
    private readonly RequestLine _rest = new();
    private SampleWatches? _watches;
    private uint _answered;
    private SelectionReason _reason;

    /// <param name="answered">Which of the watches it answers: bit 0 is the first.</param>
    /// <param name="now">When it ended.</param>
    public void Set(in AccessLogEntry entry, SampleWatches watches, uint answered, DateTimeOffset now)
    {
        (_watches, _answered, _reason) = (watches, answered, entry.Reason);
        _client.Set(entry.Client);
        _method.Set(entry.Method);
        _host.Set(entry.Host);
        _path.Set(entry.Path);
        _requestId.Set(entry.RequestId);
        _rest.UnixMilliseconds = now.ToUnixTimeMilliseconds();
        _rest.Status = (uint)entry.Status;
        _rest.BytesIn = entry.BytesIn;
        _rest.BytesOut = entry.BytesOut;
        _rest.TotalMicroseconds = entry.TotalMicroseconds;
        _rest.FirstByteMicroseconds = entry.FirstByteMicroseconds;
        _rest.Tenant = entry.Tenant ?? "";
        _rest.Route = entry.Route ?? "";
        _rest.Pool = entry.Pool ?? "";
        _rest.Backend = entry.Backend ?? "";
        _rest.Tries = (uint)entry.Tries;
        _rest.Tls = entry.IsTls;
        _rest.Http2 = entry.IsHttp2;
        _rest.Aborted = entry.IsAborted;
        _rest.Blocked = entry.IsBlocked;
    }

    /// <summary>What is told of it, for whoever empties the ring; nothing of it is kept here.</summary>
    public RequestLine Take()
    {
        var line = _rest.Clone();
        line.Client = _client.ToString();
        line.Method = _method.ToString();
        line.Host = _host.ToString();
        line.Path = _path.ToString();
        line.RequestId = _requestId.ToString();
        line.Reason = _reason == SelectionReason.None ? "" : WireNames.Of(_reason);
        line.Watches.AddRange(_watches!.Answered(_answered).Select(w => w.Id));
        _watches = null;
        return line;
    }
}
