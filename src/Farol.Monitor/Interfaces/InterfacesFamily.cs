using Farol.Devices.Vrp.Interfaces;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;
using Farol.Monitor.Traffic;

namespace Farol.Monitor.Interfaces;

/// <summary>The state of every interface, put together from the tables that name it.</summary>
internal sealed class InterfacesFamily : IRouterFamilyFactory
{
    public const string Name = "interfaces_status";

    private static readonly TimeSpan _offset = TimeSpan.FromSeconds(1);

    public IEnumerable<IFamily> Create(RouterContext context)
    {
        var plan = new FamilyPlan(Name, "interfaces_update", context.Options.InterfacesInterval, context.Options.InterfacesTtl, _offset);
        var changes = new InterfaceChanges();
        yield return context.Family<InterfacesReading, InterfacesPayload>(
            plan, token => ReadAsync(context.Reader, token), (reading, _) => ValueTask.FromResult(Take(context, reading, changes)));
    }

    private static async Task<InterfacesReading> ReadAsync(RouterReader reader, CancellationToken cancellationToken)
    {
        var bounds = PollBounds.Summary;
        return new InterfacesReading(
            await reader.RequireAsync("display interface brief", text => InterfaceBriefParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display interface description", text => InterfaceDescriptionParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display ip interface brief", text => IpInterfaceBriefParser.Parse(text), bounds, cancellationToken),
            await reader.TryAsync("display optical-module brief", text => OpticalModulesParser.Parse(text), bounds, cancellationToken));
    }

    private static InterfacesPayload Take(RouterContext context, Reading<InterfacesReading> reading, InterfaceChanges changes)
    {
        var said = reading.Value;
        context.Ports.Take(said.Brief);
        var descriptions = ByName<InterfaceDescription>(said.Descriptions?.Interfaces, d => d.Name);
        var addresses = ByName<IpInterface>(said.Addresses?.Interfaces, a => a.Name);
        var optics = ByName<OpticalModule>(said.Optics?.Modules, o => o.Port);
        var members = said.Brief.Interfaces.Where(i => i.Trunk is not null).ToLookup(i => InterfaceName.Canonical(i.Trunk!), i => i.Name, StringComparer.OrdinalIgnoreCase);
        var rows = new List<InterfaceRow>(said.Brief.Interfaces.Length);
        foreach (var brief in said.Brief.Interfaces)
        {
            var name = InterfaceName.Canonical(brief.Name);
            var port = context.Ports.Find(name);
            var optic = optics.GetValueOrDefault(name);
            rows.Add(new InterfaceRow
            {
                Name = brief.Name,
                Status = brief.Status,
                StatusReason = brief.StatusReason,
                Protocol = brief.Protocol,
                IpAddress = addresses.GetValueOrDefault(name)?.IpAddress,
                Description = descriptions.GetValueOrDefault(name)?.Description ?? port?.Description,
                UtilizationIn = brief.UtilizationIn,
                UtilizationOut = brief.UtilizationOut,
                InBps = port?.Rate.InBitsPerSecond,
                OutBps = port?.Rate.OutBitsPerSecond,
                InErrors = brief.InErrors,
                OutErrors = brief.OutErrors,
                SpeedBps = brief.SpeedBps ?? port?.BandwidthBitsPerSecond,
                LastChange = changes.Take(name, brief.Status, reading.TakenAt),
                Trunk = brief.Trunk,
                Members = [.. members[name]],
                RxPowerDbm = port?.RxPowerDbm ?? optic?.RxPowerDbm,
                TxPowerDbm = port?.TxPowerDbm ?? optic?.TxPowerDbm,
                IsUplink = NamePattern.MatchesAny(context.Definition.Uplinks, brief.Name),
                LastUpdate = reading.TakenAt,
            });
        }

        return new InterfacesPayload(rows, rows.Count, rows.Count, rows);
    }

    private static Dictionary<string, T> ByName<T>(IEnumerable<T>? rows, Func<T, string> name)
        where T : class
    {
        var found = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows ?? [])
        {
            found[InterfaceName.Canonical(name(row))] = row;
        }

        return found;
    }
}
