using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Devices.Vrp.Aaa;
using Farol.Devices.Vrp.Subscribers;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Subscribers;

/// <summary>GET /api/subscribers: one person, for operators, audited.</summary>
internal static class SubscriberEndpoints
{
    public static void MapSubscribers(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/subscribers", AnswerAsync).RequireRole(Role.Operator).RequireRateLimiting(RateLimits.Data)
            .WithSummary("Is this customer online, or why not: by login, IP or MAC").WithTags("Subscribers");

    private static async Task<IResult> AnswerAsync(
        HttpContext http, RouterScope scope, IAudit audit, TimeProvider time, string? login, string? ip, string? mac)
    {
        var caller = http.GetCaller();
        if (!scope.TryFind(http, caller, Role.Operator, out var router, out var problem))
        {
            return problem;
        }

        if (SubscriberKey.Read(login, ip, mac, out var field, out var error) is not { } key)
        {
            return ApiProblem.Invalid(field, error);
        }

        await audit.WriteAsync(new AuditEntry("subscriber.look_up", $"{router.Definition.Id}: {key.Kind} {key.Value}")
        {
            Actor = caller.Name,
            TenantId = router.Definition.TenantId,
            From = http.Connection.RemoteIpAddress?.ToString(),
        }, http.RequestAborted);
        var answer = await SubscriberLookup.FindAsync(router, key, http.RequestAborted);
        return new HeadedAnswer(router.Definition, time.GetUtcNow(), new
        {
            cached = false,
            age_seconds = 0,
            stale = false,
            online = answer.Online,
            data = new
            {
                online = answer.Online,
                sessions = answer.Sessions.Select(Session),
                last_offline = answer.LastOffline.Select(Record),
                last_failures = answer.LastFailures.Select(Record),
                reason = answer.Online ? null : answer.LastFailures.Concat(answer.LastOffline).Select(r => r.Reason).FirstOrDefault(r => r is not null),
            },
        });
    }

    private static object Session(SubscriberDetails s) => new
    {
        login = s.Username,
        ip_address = s.IpAddress,
        ipv6_address = s.Ipv6Address,
        ipv6_prefix = s.Ipv6NdraPrefix,
        ipv6_delegated_prefix = s.Ipv6PdPrefix,
        mac = s.MacAddress ?? s.Mac,
        @interface = s.Interface,
        pe_vlan = s.PeVlan,
        ce_vlan = s.CeVlan,
        domain = s.Domain,
        access_type = s.AccessType,
        state = s.State,
        since = s.AccessStartedAt,
        online_seconds = s.OnlineSeconds,
        // The router says inbound and up for what comes from the subscriber.
        upstream_bps = s.Rates.Ipv4UpstreamBitsPerSecond + (s.Rates.Ipv6UpstreamBitsPerSecond ?? 0),
        downstream_bps = s.Rates.Ipv4DownstreamBitsPerSecond + (s.Rates.Ipv6DownstreamBitsPerSecond ?? 0),
        upstream_bytes = s.Traffic.UpstreamBytes,
        downstream_bytes = s.Traffic.DownstreamBytes,
        ipv6_upstream_bytes = s.Traffic.Ipv6UpstreamBytes,
        ipv6_downstream_bytes = s.Traffic.Ipv6DownstreamBytes,
        user_id = s.UserId,
        attributes = s.Attributes,
    };

    private static object Record(AaaRecord r) => new
    {
        login = r.Username,
        domain = r.Domain,
        mac = r.MacAddress ?? r.Mac,
        ip_address = r.IpAddress,
        @interface = r.Interface,
        pe_vlan = r.PeVlan,
        ce_vlan = r.CeVlan,
        login_at = r.LoginAt,
        offline_at = r.OfflineAt,
        reason = r.Reason,
        underlying_reason = r.UnderlyingReason,
        reply_message = r.ReplyMessage,
    };
}
