using System.Diagnostics.Metrics;
using Farol.Access.SecurityEvents;
using Microsoft.AspNetCore.Http;

namespace Farol.Access;

/// <summary>Counts logins and refusals for the metrics, and tells security people of those that matter to them.</summary>
internal sealed class AccessReports : IDisposable
{
    private const int MaxShownPath = 200;
    private readonly ISecurityEvents _events;
    private readonly Meter _meter;
    private readonly Counter<long> _logins;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _registrations;

    public AccessReports(ISecurityEvents events, IMeterFactory meters)
    {
        _events = events;
        _meter = meters.Create("Farol.Access");
        _logins = _meter.CreateCounter<long>("farol_logins_total", null, "Logins by result: ok, failed, throttled");
        _refusals = _meter.CreateCounter<long>("farol_credentials_refused_total", null, "Requests whose token, key or cookie did not count, by what was presented");
        _registrations = _meter.CreateCounter<long>("farol_registrations_total", null, "Registrations by result: ok, refused, throttled");
        foreach (var result in (ReadOnlySpan<string>)["ok", "failed", "throttled"])
        {
            Count(_logins, 0, "result", result);
        }
    }

    public void LoginSucceeded() => Count(_logins, 1, "result", "ok");

    public void LoginFailed(string account, string? source)
    {
        Count(_logins, 1, "result", "failed");
        Report(SecurityEventType.Suspicious, SecuritySeverity.Low, "login.failed", "A login failed: wrong password, no such account, or a disabled one.", source, account);
    }

    public void LoginThrottled(string account, string? source)
    {
        Count(_logins, 1, "result", "throttled");
        Report(SecurityEventType.Blocked, SecuritySeverity.Medium, "login.throttled", "Too many failed logins: this one was not looked at.", source, account, true);
    }

    public void TokenRefused(HttpContext http)
    {
        Count(_refusals, 1, "presented", "token");
        Report(SecurityEventType.Suspicious, SecuritySeverity.Low, "token.refused", "A token or key that is not valid, or not any more, was presented.", Source(http), Path(http), true);
    }

    public void CookieForged(HttpContext http)
    {
        Count(_refusals, 1, "presented", "cookie");
        Report(SecurityEventType.Attack, SecuritySeverity.Medium, "cookie.forged", "A page of another site tried to act with somebody's cookie.", Source(http), Path(http), true);
    }

    public void OriginRefused(HttpContext http)
    {
        Count(_refusals, 1, "presented", "origin");
        Report(SecurityEventType.Blocked, SecuritySeverity.Medium, "origin.refused", "A page of another site tried to open a WebSocket.", Source(http), Path(http), true);
    }

    public void RefreshReused(string? account, string? tenantId, string? source) => _events.Report(new SecurityEvent(
        SecurityEventType.Attack, SecuritySeverity.High, "token.reused", "A refresh token was used twice: somebody has a copy of it. Its session was ended.")
    {
        Source = source,
        Target = account,
        TenantId = tenantId,
        Blocked = true,
    });

    public void Registered() => Count(_registrations, 1, "result", "ok");

    public void RegistrationRefused(HttpContext http)
    {
        Count(_registrations, 1, "result", "refused");
        Report(SecurityEventType.Blocked, SecuritySeverity.Low, "registration.refused", "Somebody tried to register where registration is closed.", Source(http), Path(http), true);
    }

    public void RegistrationThrottled(HttpContext http)
    {
        Count(_registrations, 1, "result", "throttled");
        Report(SecurityEventType.Blocked, SecuritySeverity.Medium, "registration.throttled", "Too many registrations or links were tried from one address.", Source(http), Path(http), true);
    }

    public void LinkRefused(HttpContext http)
    {
        Count(_refusals, 1, "presented", "link");
        Report(SecurityEventType.Suspicious, SecuritySeverity.Low, "link.refused", "A one-time link that is not valid, or not any more, was tried.", Source(http), Path(http), true);
    }

    public void Dispose() => _meter.Dispose();

    private static void Count(Counter<long> counter, long count, string label, string value) =>
        counter.Add(count, new KeyValuePair<string, object?>(label, value));

    private static string? Source(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();

    private static string Path(HttpContext http)
    {
        var path = http.Request.Path.ToString();
        return path.Length > MaxShownPath ? path[..MaxShownPath] : path;
    }

    private void Report(
        SecurityEventType type, SecuritySeverity severity, string rule, string description, string? source, string target, bool blocked = false) =>
        _events.Report(new SecurityEvent(type, severity, rule, description) { Source = source, Target = target, Blocked = blocked });
}
