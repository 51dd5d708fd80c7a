using Farol.Control.Metrics;
using Farol.Control.Tenants;

namespace Farol.Control.Requests;

/// <summary>One request, as it ended.</summary>
public sealed record RequestBody
{
    private const double MicrosecondsPerMillisecond = 1000;

    public required long Seq { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The one that served it.</summary>
    public required string Gateway { get; init; }

    /// <summary>Whose route it took; null: no route took it.</summary>
    public required string? TenantId { get; init; }

    public required string Method { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>As it came, with its port.</summary>
    public required string Host { get; init; }

    /// <summary>As it came, without the query, which may hold secrets; cut after a thousand bytes.</summary>
    public required string Path { get; init; }

    /// <summary><c>HTTP/1.1</c> or <c>HTTP/2</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Null: the client got no answer.</summary>
    public required int? Status { get; init; }

    /// <summary>Null: none took it.</summary>
    public required string? Route { get; init; }

    public required string? Pool { get; init; }

    /// <summary>Id of the last one that was tried; null: none was.</summary>
    public required string? Backend { get; init; }

    /// <summary>Why that backend (<c>algorithm</c>, <c>sticky</c>, <c>spilled</c>, <c>panic</c>), or why none (<c>none_usable</c>, <c>all_full</c>, <c>all_tried</c>); null: none was looked for.</summary>
    public required string? Why { get; init; }

    /// <summary>Tries after the first.</summary>
    public required int Retries { get; init; }

    /// <summary>From the request's head to the response's end; of a WebSocket, for as long as it was open.</summary>
    public required double DurationMs { get; init; }

    /// <summary>From its going out to the backend's first byte; null: none came.</summary>
    public required double? BackendMs { get; init; }

    /// <summary>Bytes of the request's body.</summary>
    public required long BytesIn { get; init; }

    /// <summary>Bytes of the response's body.</summary>
    public required long BytesOut { get; init; }

    /// <summary>Its address; null unless it was asked for by an operator, which the audit says.</summary>
    public required string? Client { get; init; }

    /// <summary>As the backend and the access log have it; null: it had none.</summary>
    public required string? RequestId { get; init; }

    /// <summary>The response was cut off.</summary>
    public required bool Aborted { get; init; }

    /// <summary>A block refused it.</summary>
    public required bool Blocked { get; init; }

    internal static RequestBody Of(HeldLine held, bool withClient)
    {
        var line = held.Line;
        // What took no route is nobody's.
        var tenantId = FigureScopes.TenantOfSeries(line.Tenant);
        // Names of what the program itself adds begin with the separator; lists show them without.
        string? Plain(string name) => name.Length == 0 ? null : TenantNames.Plain(tenantId, name).TrimStart(TenantNames.Separator);
        return new RequestBody
        {
            Seq = held.Seq,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(line.UnixMilliseconds),
            Gateway = held.Gateway,
            TenantId = line.Route.Length == 0 ? null : tenantId,
            Method = line.Method,
            Scheme = line.Tls ? "https" : "http",
            Host = line.Host,
            Path = line.Path,
            Protocol = line.Http2 ? "HTTP/2" : "HTTP/1.1",
            Status = line.Status == 0 ? null : (int)line.Status,
            Route = Plain(line.Route),
            Pool = Plain(line.Pool),
            Backend = Plain(line.Backend),
            Why = line.Reason.Length == 0 ? null : line.Reason,
            Retries = Math.Max(0, (int)line.Tries - 1),
            DurationMs = line.TotalMicroseconds / MicrosecondsPerMillisecond,
            BackendMs = line.FirstByteMicroseconds == 0 ? null : line.FirstByteMicroseconds / MicrosecondsPerMillisecond,
            BytesIn = line.BytesIn,
            BytesOut = line.BytesOut,
            Client = withClient && line.Client.Length > 0 ? line.Client : null,
            RequestId = line.RequestId.Length == 0 ? null : line.RequestId,
            Aborted = line.Aborted,
            Blocked = line.Blocked,
        };
    }
}
