using Farol.Configuration.Settings;
using Farol.Control.Revisions;

namespace Farol.Settings;

/// <summary>The history of the configuration, and when it goes back by itself.</summary>
internal static class RevisionSettings
{
    public static RevisionOptions Read(SettingsReader reader, string? configFile)
    {
        var usual = new RevisionOptions();
        return new RevisionOptions
        {
            ConfigFile = configFile,
            KeepDays = reader.Integer("CONFIG_REVISIONS_DAYS", usual.KeepDays, 1, 36_500),
            KeepLast = reader.Integer("CONFIG_REVISIONS_KEEP", usual.KeepLast, 1, 100_000),
            RollbackErrorPercent = reader.Integer("CONFIG_ROLLBACK_ERROR_PERCENT", usual.RollbackErrorPercent, 0, 99),
            RollbackMinimumRequests = reader.Integer("CONFIG_ROLLBACK_MIN_REQUESTS", usual.RollbackMinimumRequests, 1, 1_000_000),
            RollbackWatch = reader.Seconds("CONFIG_ROLLBACK_WATCH", usual.RollbackWatch.TotalSeconds, 5, 3600),
            UsageDays = reader.Integer("GATEWAY_USAGE_DAYS", usual.UsageDays, 1, 36_500),
        };
    }
}
