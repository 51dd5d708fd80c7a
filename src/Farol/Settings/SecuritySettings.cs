using Farol.Configuration.Settings;
using Farol.Control.Security;

namespace Farol.Settings;

/// <summary>The settings of security events and blocks.</summary>
internal static class SecuritySettings
{
    private const int MaxEntries = 1_000_000;

    public static SecurityOptions Read(SettingsReader reader)
    {
        var defaults = new SecurityOptions();
        // Read in either case, so that a mistake shows before somebody switches it on.
        var automatic = Automatic(reader);
        return new SecurityOptions
        {
            RetentionDays = reader.Integer("SECURITY_EVENTS_DAYS", defaults.RetentionDays, 1, 3650),
            MaxEvents = reader.Integer("SECURITY_EVENTS_MAX", defaults.MaxEvents, 1_000, 100_000_000),
            MaxBlocks = reader.Integer("BLOCKS_MAX", defaults.MaxBlocks, 1, MaxEntries),
            MaxBlocksPerTenant = reader.Integer("BLOCKS_MAX_PER_TENANT", defaults.MaxBlocksPerTenant, 1, MaxEntries),
            CountryFile = CountryFile(reader),
            AutomaticBlocks = reader.Flag("AUTO_BLOCK", otherwise: false) ? automatic : null,
        };
    }

    private static string? CountryFile(SettingsReader reader)
    {
        var path = reader.Text("FAROL_COUNTRY_FILE");
        if (path is { Length: > 0 } && SecurityOptions.FindCountryFault(path) is { } fault)
        {
            reader.Add("FAROL_COUNTRY_FILE", $"{path} {fault}; name a MaxMind file of countries or cities (.mmdb), or leave it out");
        }

        return path is { Length: > 0 } ? path : null;
    }

    private static AutomaticBlockOptions Automatic(SettingsReader reader)
    {
        var defaults = new AutomaticBlockOptions();
        var rules = reader.List("AUTO_BLOCK_RULES");
        return new AutomaticBlockOptions
        {
            Rules = rules.Count == 0 ? defaults.Rules : rules,
            // Each address that is watched costs this many times eight bytes.
            Events = reader.Integer("AUTO_BLOCK_EVENTS", defaults.Events, 2, 100),
            Window = reader.Seconds("AUTO_BLOCK_WINDOW", defaults.Window.TotalSeconds, 1, 3_600),
            Duration = reader.Seconds("AUTO_BLOCK_DURATION", defaults.Duration.TotalSeconds, 1, 30 * 86_400),
        };
    }
}
