using Farol.Devices.Vrp.IpPools;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;

namespace Farol.Monitor.IpPools;

/// <summary>How full the address pools are.</summary>
internal sealed class IpPoolsFamily : IRouterFamilyFactory
{
    public const string Name = "ip_pools";

    private static readonly TimeSpan _offset = TimeSpan.FromSeconds(4);

    public IEnumerable<IFamily> Create(RouterContext context)
    {
        var plan = new FamilyPlan(Name, UpdateName: null, context.Options.AlarmsInterval, context.Options.AlarmsTtl, _offset) { IsLive = false };
        yield return context.Family<PoolUsage, IpPoolsPayload>(
            plan,
            token => context.Reader.RequireAsync("display ip-pool pool-usage", text => PoolUsageParser.Parse(text), PollBounds.Summary, token),
            (reading, _) => ValueTask.FromResult(Of(reading.Value)));
    }

    private static IpPoolsPayload Of(PoolUsage usage)
    {
        var rows = usage.Rows.Select(r => Row(r, r.Name ?? "", usage.Of)).OrderByDescending(r => r.UsedPercent).ToList();
        return new IpPoolsPayload(rows, rows.Count, usage.Total is { } total ? Row(total, "total", "total") : null, rows);
    }

    private static IpPoolRow Row(AddressUsage usage, string name, string kind) => new(
        name,
        kind,
        usage.Addresses,
        usage.Used,
        Math.Max(0, usage.Addresses - usage.Used),
        usage.Addresses > 0 ? Math.Round(usage.Used * 100.0 / usage.Addresses, 2) : null,
        usage.Threshold);
}
