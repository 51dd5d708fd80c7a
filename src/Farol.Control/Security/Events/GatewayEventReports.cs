using Farol.Access.SecurityEvents;
using Farol.Control.Gateways;
using Farol.Link.Protocol;

namespace Farol.Control.Security.Events;

/// <summary>What clients did at a gateway, as security events: for the route's tenant where there is one, for the installation otherwise.</summary>
internal sealed class GatewayEventReports(ISecurityEvents events) : IGatewayObserver
{
    public const string Violation = "gateway.violation";
    public const string LimitHit = "gateway.limit_hit";
    public const string Blocked = "gateway.blocked";
    public const string Flood = "gateway.flood";
    public const string Exhausted = "gateway.exhausted";

    public void Happened(LinkedGateway gateway, Event happened)
    {
        if (Judge(happened.Type) is not var (rule, type, severity))
        {
            return;
        }

        events.Report(new SecurityEvent(type, severity, rule, Describe(rule, happened.Text))
        {
            Source = Field(happened, "client"),
            Target = Field(happened, "route") ?? Field(happened, "listener") ?? $"gateway {gateway.Name}",
            TenantId = Field(happened, "tenant"),
            Blocked = true,
        });
    }

    /// <summary>Types of the gateway's events that have to do with security; the rest (a backend's health, a snapshot) has not.</summary>
    private static (string Rule, SecurityEventType Type, SecuritySeverity Severity)? Judge(string type) => type switch
    {
        "violation" => (Violation, SecurityEventType.Attack, SecuritySeverity.Medium),
        "limit_hit" => (LimitHit, SecurityEventType.Blocked, SecuritySeverity.Low),
        "blocked" => (Blocked, SecurityEventType.Blocked, SecuritySeverity.Low),
        "flood" => (Flood, SecurityEventType.Attack, SecuritySeverity.High),
        "exhausted" => (Exhausted, SecurityEventType.Suspicious, SecuritySeverity.Medium),
        _ => null,
    };

    private static string Describe(string rule, string text) => rule switch
    {
        Violation => $"A request that breaks HTTP was refused: {text}",
        LimitHit => $"A rate limit refused a request: {text}",
        Blocked => $"A blocked address was refused: {text}",
        Flood => $"A flood was cut off: {text}",
        _ => $"A bound of the gateway was reached: {text}",
    };

    private static string? Field(Event happened, string name) => happened.Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
