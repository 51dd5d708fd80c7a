namespace Farol.Control.Tenants;

/// <summary>Body of <c>POST</c> and <c>PUT /api/tenants</c>; what is left out stays, or is the usual for a new one.</summary>
internal sealed class TenantChange
{
    /// <summary>Of a new one only; none given: made from the name.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Plan { get; init; }

    public bool? Active { get; init; }

    public string? ContactEmail { get; init; }

    /// <summary>Takes the place of all that were set for this tenant; a limit that is null or left out is the plan's.</summary>
    public TenantLimitsBody? Limits { get; init; }

    public IReadOnlyList<string>? BackendNetworks { get; init; }

    /// <summary>What only the platform decides.</summary>
    public bool HasPlatformFields => Plan is not null || Active is not null || Limits is not null || BackendNetworks is not null;
}
