using Farol.Devices.Sessions;

namespace Farol.Monitor.Routers;

/// <summary>Makes the connection of a router; in tests, one to a scripted router.</summary>
public interface IRouterConnections
{
    /// <summary>A connection that is opened with the first command.</summary>
    IRouterConnection Create(RouterDefinition router);
}
