namespace Farol.Devices.Vrp.Chassis;

/// <summary>One patch package.</summary>
public sealed record Patch
{
    /// <summary>The file: "cfcard:/NE8000V800R023SPH016.PAT".</summary>
    public string? Name { get; init; }

    /// <summary>"V800R012C00SPH001".</summary>
    public string? Version { get; init; }

    /// <summary>"Running".</summary>
    public string? State { get; init; }

    /// <summary>Running since, in the router's own zone.</summary>
    public DateTime? RunTime { get; init; }
}
