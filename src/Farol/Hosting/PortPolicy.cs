using Farol.Access.Problems;
using Microsoft.AspNetCore.Routing.Matching;

namespace Farol.Hosting;

/// <summary>
/// Routes by the port that a request came in by, before its method is looked at: to a port that does not serve an endpoint, it is not there,
/// whatever is asked of it. The <c>Host</c> header has no say.
/// </summary>
internal sealed class PortPolicy(PortMap ports) : MatcherPolicy, INodeBuilderPolicy
{
    /// <summary>Before the framework's policies for methods (-1000).</summary>
    public override int Order => -2000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.OfType<RouteEndpoint>().Any();

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints)
    {
        var served = endpoints.Aggregate(Surfaces.None, (all, endpoint) => all | ServedOn.Of(endpoint));
        var elsewhere = Elsewhere(served);
        return [.. ports.All.Select(port => new PolicyNodeEdge(
            port.Surface,
            served.HasFlag(port.Surface) ? [.. endpoints.Where(e => ServedOn.Of(e).HasFlag(port.Surface))] : [elsewhere]))];
    }

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) =>
        new ByPort(ports, exitDestination, edges.ToDictionary(e => (Surfaces)e.State, e => e.Destination));

    /// <summary>Without metadata, as what routing itself puts in place for a wrong method.</summary>
    private Endpoint Elsewhere(Surfaces served) => new(
        http => ApiProblem.NotFound($"{http.Request.Path} is not on this port but on {ports.Describe(served)}.").ExecuteAsync(http),
        EndpointMetadataCollection.Empty,
        "Another port serves this");

    private sealed class ByPort(PortMap ports, int exit, Dictionary<Surfaces, int> destinations) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destinations.GetValueOrDefault(ports.Of(httpContext), exit);
    }
}
