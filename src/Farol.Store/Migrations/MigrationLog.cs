using Microsoft.Extensions.Logging;

namespace Farol.Store.Migrations;

/// <summary>One line for a start: which steps a schema took, or, where it had none, that it is there now.</summary>
internal static class MigrationLog
{
    public static void Write(ILogger logger, string database, bool wasEmpty, IReadOnlyList<string> now)
    {
        if (now.Count == 0)
        {
            return;
        }

        if (wasEmpty)
        {
            logger.LogInformation("{Database}: a new schema of {Steps} steps", database, now.Count);
        }
        else
        {
            logger.LogInformation("{Database}: the schema took {Migrations}", database, string.Join(", ", now));
        }
    }
}
