namespace Farol.Devices.Vrp.Interfaces;

/// <summary>A state word of an interface table taken apart: "*down", "up(s)", "^down".</summary>
/// <param name="Status">"up" or "down".</param>
/// <param name="Reason">What the mark means, in the words of the legend: "administratively down", "spoofing"; null without a mark.</param>
internal readonly record struct PortState(string Status, string? Reason);
