namespace Architecture.Tests.References;

/// <summary>Which project may use which: the table in ARCHITECTURE.md, with the projects that are planned.</summary>
internal static class ReferenceRules
{
    private static readonly Dictionary<string, string[]> _allowed = new(StringComparer.Ordinal)
    {
        ["Farol.Live"] = [],
        ["Farol.Telemetry"] = [],
        ["Farol.Forecasting"] = [],
        ["Farol.Devices"] = [],
        ["Farol.Configuration"] = [],
        ["Farol.Link"] = ["Farol.Configuration"],
        ["Farol.Store"] = ["Farol.Telemetry"],
        ["Farol.Access"] = ["Farol.Store", "Farol.Telemetry"],
        ["Farol.Gateway"] = ["Farol.Configuration", "Farol.Link", "Farol.Telemetry"],
        ["Farol.Control"] = ["Farol.Configuration", "Farol.Link", "Farol.Forecasting", "Farol.Access", "Farol.Live", "Farol.Store", "Farol.Telemetry"],
        ["Farol.Monitor"] = ["Farol.Devices", "Farol.Forecasting", "Farol.Access", "Farol.Live", "Farol.Store", "Farol.Telemetry"],
        ["Farol.Simulator"] = ["Farol.Devices", "Farol.Telemetry"],
    };

    /// <summary>The program's project; it may use all, nobody may use it.</summary>
    public const string Program = "Farol";

    /// <summary>Each reference of <paramref name="project"/> that the table does not have.</summary>
    public static IReadOnlyList<string> Violations(string project, IEnumerable<string> references)
    {
        if (project == Program)
        {
            return [];
        }

        return _allowed.TryGetValue(project, out var allowed)
            ? [.. references.Where(r => !allowed.Contains(r, StringComparer.Ordinal)).Select(r => $"{project} may not use {r}")]
            : [$"{project} is in no row of the table of references"];
    }
}
