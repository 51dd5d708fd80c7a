namespace Farol.Devices.Vrp.Subscribers;

/// <summary>A route to the subscriber's own network, given by RADIUS.</summary>
public sealed record FramedRoute(string Prefix, string? NextHop, int? Cost);
