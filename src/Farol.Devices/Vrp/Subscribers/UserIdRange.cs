namespace Farol.Devices.Vrp.Subscribers;

/// <summary>User ids in use, both ends included.</summary>
public sealed record UserIdRange(long First, long Last);
