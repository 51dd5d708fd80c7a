namespace Farol.Devices.Vrp.Subscribers;

/// <summary>A counter under the name that the router gives it.</summary>
public sealed record NamedCount(string Name, long Count);
