namespace Farol.Devices.Vrp.Chassis;

/// <summary>One item of a licence.</summary>
public sealed record LicenseItem
{
    /// <summary>The feature it belongs to: "CXFEA03".</summary>
    public string? Feature { get; init; }

    /// <summary>"LCX6QS0100".</summary>
    public required string Name { get; init; }

    /// <summary>"Function" or "Resource".</summary>
    public string? Type { get; init; }

    /// <summary>"YES", or how much is licensed.</summary>
    public string? Value { get; init; }

    /// <summary>In use; "verbose" only.</summary>
    public long? Used { get; init; }

    public string? Description { get; init; }
}
