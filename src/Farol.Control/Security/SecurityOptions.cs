namespace Farol.Control.Security;

/// <summary>What is kept of security events, and how many addresses may be blocked.</summary>
public sealed record SecurityOptions
{
    /// <summary>Setting <c>SECURITY_EVENTS_DAYS</c>. Events hold addresses of people: they are kept no longer than somebody reads them.</summary>
    public int RetentionDays { get; init; } = 90;

    /// <summary>Setting <c>SECURITY_EVENTS_MAX</c>: the oldest go first. About 100 MB; a flood of distinct addresses does not fill a disk.</summary>
    public int MaxEvents { get; init; } = 200_000;

    /// <summary>Setting <c>BLOCKS_MAX</c>: entries of the whole installation. Every gateway gets each of them with every change.</summary>
    public int MaxBlocks { get; init; } = 10_000;

    /// <summary>Setting <c>BLOCKS_MAX_PER_TENANT</c>: one tenant does not use up what all share.</summary>
    public int MaxBlocksPerTenant { get; init; } = 500;

    /// <summary>Setting <c>FAROL_COUNTRY_FILE</c>: a MaxMind file of countries or cities; null: no event says a country.</summary>
    public string? CountryFile { get; init; }

    /// <summary>Why a country file cannot be used, for whoever reads the setting; null: it can.</summary>
    public static string? FindCountryFault(string path) => Events.SourceCountries.FindFault(path);

    /// <summary>Null: nobody is blocked by rule.</summary>
    public AutomaticBlockOptions? AutomaticBlocks { get; init; }
}
