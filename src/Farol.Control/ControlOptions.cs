using System.Net;

namespace Farol.Control;

/// <summary>What the control plane is told at its start.</summary>
public sealed record ControlOptions
{
    public required string Version { get; init; }

    /// <summary>Setting <c>FAROL_REGISTRATION</c>: whether strangers may register a tenant of their own.</summary>
    public RegistrationMode Registration { get; init; } = RegistrationMode.Closed;

    /// <summary>What this process runs: <c>all</c>, or one part.</summary>
    public string Role { get; init; } = "all";

    /// <summary>Who may use which host name.</summary>
    public Hosts.HostOptions Hosts { get; init; } = new();

    public Metrics.FigureOptions Figures { get; init; } = new();

    /// <summary>The machine's name and setting <c>FAROL_HOSTS</c>: host names, beside localhost, that are the installation's own.</summary>
    public IReadOnlyList<string> OwnHosts { get; init; } = [];

    /// <summary>Where gateways reach the console's port, as <c>host:port</c>; null: they do not serve it.</summary>
    public string? ConsoleAddress { get; init; }

    public Requests.RequestSampleOptions Requests { get; init; } = new();

    public Alerts.AlertOptions Alerts { get; init; } = new();

    public Certificates.CertificateOptions Certificates { get; init; } = new();

    public Security.SecurityOptions Security { get; init; } = new();

    /// <summary>Setting <c>FAROL_LINK_LISTEN</c>: where gateways of other machines come in; null: none do.</summary>
    public IPEndPoint? LinkListen { get; init; }

    public Revisions.RevisionOptions Revisions { get; init; } = new();
}
