using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display license resource usage", whole or of ports ("port-basic all", "port-bras all").</summary>
/// <remarks>Source: capture of a CX600-X3; VRP V800R012 reference.</remarks>
public sealed record LicenseUsage
{
    public ImmutableArray<LicenseResource> Resources { get; init; } = [];

    /// <summary>Port licences in all.</summary>
    public ImmutableArray<PortLicense> Features { get; init; } = [];

    /// <summary>Port licences port by port.</summary>
    public ImmutableArray<PortLicenseUse> Ports { get; init; } = [];
}
