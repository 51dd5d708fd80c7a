namespace Farol.Gateway.Routing;

/// <summary>All routes of a snapshot, by host.</summary>
internal sealed class RouteTable
{
}
