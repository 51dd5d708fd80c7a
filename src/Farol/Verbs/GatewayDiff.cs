using Farol.Configuration.Gateway;

namespace Farol.Verbs;

/// <summary><c>farol gateway diff FILE [--against FILE]</c>: one line for each thing that came, went or changed, secrets masked.</summary>
internal static class GatewayDiff
{
    /// <param name="against">Null: an empty configuration.</param>
    /// <returns>0: both could be read, whether or not they differ; 1: one could not, each reason is on <paramref name="error"/>.</returns>
    public static async Task<int> RunAsync(
        string file, string? against, Func<string, string?> environment, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var before = against is null ? null : await ConfigurationFile.ReadAsync(against, environment, error, cancellationToken);
        var after = await ConfigurationFile.ReadAsync(file, environment, error, cancellationToken);
        if (after is null || (against is not null && before is null))
        {
            return ConfigurationFile.NotUsable;
        }

        var differences = Differences.Between(before?.Gateway ?? GatewayDocument.Empty, after.Gateway);
        foreach (var difference in differences)
        {
            await output.WriteLineAsync(difference.ToString());
        }

        if (differences.Count == 0)
        {
            await output.WriteLineAsync("no difference");
        }

        return 0;
    }
}
