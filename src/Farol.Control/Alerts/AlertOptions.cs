using System.Net;

namespace Farol.Control.Alerts;

/// <summary>From whom alerts are taken, and where they are silenced.</summary>
public sealed record AlertOptions
{
    /// <summary>Setting <c>FAROL_ALERT_SECRET</c>; null: no secret is asked for, and only <see cref="Sources"/> may send. Secret.</summary>
    public string? Secret { get; init; }

    /// <summary>Setting <c>FAROL_ALERT_SOURCES</c>: who may send without the secret.</summary>
    public IReadOnlyList<IPNetwork> Sources { get; init; } = [new(IPAddress.Parse("127.0.0.0"), 8), new(IPAddress.IPv6Loopback, 128)];

    /// <summary>Setting <c>FAROL_ALERTMANAGER_URL</c>; null: nothing is silenced from here.</summary>
    public Uri? Alertmanager { get; init; }

    /// <summary>Setting <c>ALERTS_MAX</c>: the longest resolved go first.</summary>
    public int MaxAlerts { get; init; } = 10_000;

    public override string ToString() => $"alerts to {Alertmanager}";
}
