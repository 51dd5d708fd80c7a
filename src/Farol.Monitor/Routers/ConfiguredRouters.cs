namespace Farol.Monitor.Routers;

/// <summary>Routers from settings and the configuration file; read-only for the API.</summary>
public sealed record ConfiguredRouters(IReadOnlyList<RouterDefinition> All);
