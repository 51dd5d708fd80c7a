namespace Farol.Monitor.Routers;

/// <summary>A router with the version that its ETag names.</summary>
public sealed record StoredRouter(RouterDefinition Definition, long Version);
