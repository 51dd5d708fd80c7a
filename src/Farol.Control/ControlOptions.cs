namespace Farol.Control;

/// <summary>What the control plane is told at its start.</summary>
public sealed record ControlOptions
{
    public required string Version { get; init; }

    /// <summary>Setting <c>FAROL_REGISTRATION</c>: whether strangers may register a tenant of their own.</summary>
    public RegistrationMode Registration { get; init; } = RegistrationMode.Closed;

    public Metrics.FigureOptions Figures { get; init; } = new();
}
