using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display license", with or without "verbose".</summary>
/// <remarks>Source: capture of a CX600-X3; VRP V800R012 reference.</remarks>
public sealed record License
{
    /// <summary>The file: "cfcard:/license.dat".</summary>
    public string? ActiveLicense { get; init; }

    /// <summary>"Normal", "Demo", "Trial".</summary>
    public string? State { get; init; }

    public string? RevokeTicket { get; init; }

    public string? ProductName { get; init; }

    public string? ProductVersion { get; init; }

    public string? SerialNumber { get; init; }

    public string? Creator { get; init; }

    public DateTime? CreatedTime { get; init; }

    /// <summary>The first feature's expiry: a date, or "PERMANENT".</summary>
    public string? ExpiredDate { get; init; }

    public ImmutableArray<LicenseItem> Items { get; init; } = [];
}
