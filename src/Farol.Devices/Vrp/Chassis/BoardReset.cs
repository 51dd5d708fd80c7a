namespace Farol.Devices.Vrp.Chassis;

/// <summary>A reset in "display device N" of a main board.</summary>
/// <param name="Slot">The board that was reset.</param>
/// <param name="Time">In the router's own zone.</param>
/// <param name="Reason">In the router's words.</param>
public sealed record BoardReset(string Slot, DateTime? Time, string? Reason);
