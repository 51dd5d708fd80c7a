using Farol.Gateway.Http1;
using Farol.Gateway.Metering;

namespace Farol.Gateway.Forwarding;

/// <content>What is counted and logged when it is over.</content>
internal sealed partial class Exchange
{
    /// <summary>What moves long is counted while it moves: a WebSocket of a month is not billed at its end.</summary>
    private const long CountEveryBytes = 256 * 1024;

    private void CountBytes()
    {
        var more = _bodyBytes - _countedIn + _record.BytesOut - _countedOut;
        if (more >= CountEveryBytes || (more > 0 && IsTunnel))
        {
            _gateway.Meter.CountBytes(_route, _record.Backend, _bodyBytes - _countedIn, _record.BytesOut - _countedOut);
            (_countedIn, _countedOut) = (_bodyBytes, _record.BytesOut);
        }
    }

    private void Record()
    {
        var total = Loop.NowMicroseconds - _startedAt;
        var log = _gateway.AccessLogFor(_record.Status);
        var watches = _gateway.Watches;
        if (log is not null || watches is not null)
        {
            var entry = Entry(total);
            log?.Write(entry);
            watches?.Take(Loop.Index, entry, Loop.NowMicroseconds);
        }

        if (_route is null)
        {
            // One that was blocked was not looked up.
            if (!_record.IsBlocked)
            {
                _gateway.Meter.CountUnrouted();
            }

            return;
        }

        _gateway.Meter.Record(_route, new RequestFigures
        {
            Method = _client.Head.Method,
            Status = _record.Status,
            Backend = _record.Backend,
            BytesIn = _bodyBytes - _countedIn,
            BytesOut = _record.BytesOut - _countedOut,
            TotalMicroseconds = total,
            FirstByteMicroseconds = _record.FirstByteMicroseconds,
            Retries = Math.Max(0, _record.Tries - 1),
            IsTunnel = _phase == ExchangePhase.Tunnel,
            IsAborted = _record.Aborted,
        });
    }

    private AccessLogEntry Entry(long totalMicroseconds)
    {
        var head = _client.Head;
        var bytes = _client.HeadBytes;
        var agent = head.IndexOf(FieldName.UserAgent);
        return new AccessLogEntry
        {
            Client = _client.Info.Text,
            Method = head.MethodRange.Of(bytes),
            Host = head.AuthorityRange.Of(bytes),
            HostName = head.HostRange.Of(bytes),
            Path = head.PathRange.Of(bytes),
            Status = _record.Status,
            BytesIn = _bodyBytes,
            BytesOut = _record.BytesOut,
            TotalMicroseconds = totalMicroseconds,
            FirstByteMicroseconds = _record.FirstByteMicroseconds,
            Route = _route?.Name,
            Pool = _route?.Pool?.Name,
            Backend = _record.Backend?.Id,
            Tenant = _route?.Tenant?.Name,
            Reason = _record.Reason,
            Tries = _record.Tries,
            RequestId = _requestId.AsSpan(0, _requestIdLength),
            UserAgent = agent < 0 ? default : head.Fields[agent].ValueIn(bytes),
            IsTls = _client.Info.IsTls,
            IsHttp2 = _client.IsHttp2,
            IsAborted = _record.Aborted,
            IsBlocked = _record.IsBlocked,
        };
    }
}
