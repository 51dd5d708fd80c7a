using System.Collections.Concurrent;
using System.Collections.Immutable;
using Farol.Devices.Vrp.Interfaces;

namespace Farol.Monitor.Interfaces;

/// <summary>The ports and trunks of a router, with what the last traffic poll said of each: shared by the two families.</summary>
internal sealed class KnownPorts
{
    private readonly ConcurrentDictionary<string, PortFigures> _figures = new(StringComparer.OrdinalIgnoreCase);
    private volatile ImmutableArrayBox _brief = new([]);

    /// <summary>The interfaces of the last table; empty before the first.</summary>
    public ImmutableArray<InterfaceBriefRow> Brief => _brief.Rows;

    public void Take(InterfaceBrief brief) => _brief = new ImmutableArrayBox(brief.Interfaces);

    public void Take(string name, PortFigures figures) => _figures[InterfaceName.Canonical(name)] = figures;

    public IReadOnlyDictionary<string, PortFigures> Figures => _figures;

    public PortFigures? Find(string canonicalName) => _figures.GetValueOrDefault(canonicalName);

    /// <summary>An interface by any of its spellings, as the router's table spells it.</summary>
    public string? Spelling(string name)
    {
        var canonical = InterfaceName.Canonical(name);
        return Brief.FirstOrDefault(i => InterfaceName.Canonical(i.Name).Equals(canonical, StringComparison.OrdinalIgnoreCase))?.Name;
    }

    private sealed record ImmutableArrayBox(ImmutableArray<InterfaceBriefRow> Rows);
}
