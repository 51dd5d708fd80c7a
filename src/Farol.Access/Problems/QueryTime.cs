using System.Globalization;

namespace Farol.Access.Problems;

/// <summary>A time in a query, such as <c>?from=2026-01-31T12:00:00Z</c>; without a zone it is UTC.</summary>
public static class QueryTime
{
    /// <param name="text">Null: it was not given.</param>
    /// <returns>In UTC. Null: not given, or no time, which <paramref name="errors"/> then says.</returns>
    public static DateTimeOffset? Read(string field, string? text, Dictionary<string, string[]> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        errors[field] = ["is a time such as 2026-01-31T12:00:00Z"];
        return null;
    }
}
