using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Backends;

/// <summary>The demonstration's objects, while it stands in: the installation's own, to be looked at and not to be changed.</summary>
internal static class StandInObjects
{
    public const string ManagedBy = "demonstration";

    /// <summary>In front of the names of what the program itself adds; nobody else can make such names.</summary>
    private const char Mark = ':';

    /// <summary>Its pools and routes by the names that people see; nothing once somebody configured something.</summary>
    public static GatewayDocument Of(IEnumerable<IStandIn> standIns, ConfigurationState state)
    {
        if (!IStandIn.IsNeededIn(state.Whole) || standIns.Select(s => s.Document).FirstOrDefault(d => d is not null) is not { } shown)
        {
            return GatewayDocument.Empty;
        }

        return new GatewayDocument
        {
            Pools = [.. shown.Pools.Select(p => p with { Name = p.Name.TrimStart(Mark) })],
            Routes = [.. shown.Routes.Select(r => r with { Name = r.Name.TrimStart(Mark), Pool = r.Pool?.TrimStart(Mark) })],
        };
    }
}
