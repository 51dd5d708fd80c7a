using System.Globalization;

namespace Farol.Supervision;

/// <summary>How a child is, for the log and the health report.</summary>
internal sealed record ChildState
{
    public required string Name { get; init; }

    /// <summary>Its process, or <c>null</c> between two.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Starts after the first.</summary>
    public int Restarts { get; init; }

    /// <summary>How it ended last, or <c>null</c> when it never did.</summary>
    public string? LastEnd { get; init; }

    public DateTimeOffset? LastEndAt { get; init; }

    public Packet ToPacket() => Packet.Of(
        Packet.Child, Name, ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "", Restarts.ToString(CultureInfo.InvariantCulture),
        LastEnd ?? "", LastEndAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "");

    public static ChildState From(Packet packet) => new()
    {
        Name = packet.Field(0),
        ProcessId = int.TryParse(packet.Field(1), CultureInfo.InvariantCulture, out var process) ? process : null,
        Restarts = int.TryParse(packet.Field(2), CultureInfo.InvariantCulture, out var restarts) ? restarts : 0,
        LastEnd = packet.Field(3) is { Length: > 0 } end ? end : null,
        LastEndAt = long.TryParse(packet.Field(4), CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
    };
}
