namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// How many subscribers a main board, a licence or a slot ("MPU", "LICENSE", "Slot 1") may hold, and how many it holds;
/// the percentage is as the router rounds it.
/// </summary>
public sealed record AccessCapacity(string Scope, double? UsagePercent, int? MaxSubscribers, int? Subscribers);
