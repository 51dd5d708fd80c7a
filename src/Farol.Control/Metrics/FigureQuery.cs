using System.Globalization;
using Farol.Access.Problems;

namespace Farol.Control.Metrics;

/// <summary>Which stretch of which series, in what steps.</summary>
internal sealed record FigureQuery(string Series, DateTimeOffset From, DateTimeOffset To, long StepSeconds)
{
    /// <summary>A wide wall has 4 000 pixels; more points than that cannot be seen.</summary>
    public const int MaxPoints = 5_000;

    private const long Minute = 60;
    private const long MaxStepSeconds = 86_400;
    private static readonly TimeSpan _usualStretch = TimeSpan.FromHours(1);

    public int Points => (int)Math.Ceiling((To - From).TotalSeconds / StepSeconds);

    public bool IsOfSeconds => StepSeconds < Minute;

    /// <summary>Reads the parameters; what is wrong is added to the errors under its name.</summary>
    public static FigureQuery Read(string series, string? from, string? to, string? step, DateTimeOffset now, Dictionary<string, string[]> errors)
    {
        if (!FigureHistory.Names.Contains(series))
        {
            errors["series"] = [$"is one of {string.Join(", ", FigureHistory.Names)}"];
        }

        var until = QueryTime.Read("to", to, errors) ?? now;
        var since = QueryTime.Read("from", from, errors) ?? until - _usualStretch;
        var length = Step(step, errors);
        var start = DateTimeOffset.FromUnixTimeSeconds(since.ToUnixTimeSeconds() / length * length);
        var query = new FigureQuery(series, start, until, length);
        if (since >= until)
        {
            errors["from"] = ["lies before to"];
        }
        else if (query.Points > MaxPoints)
        {
            errors["step"] = [$"gives {query.Points} points; at most {MaxPoints}: take a longer step or a shorter stretch"];
        }
        else if (query.IsOfSeconds && since < now - TimeSpan.FromSeconds(SecondRing.Seconds + 1))
        {
            errors["step"] = [$"below {Minute} seconds is for the last {SecondRing.Seconds / Minute} minutes; before that there are minutes"];
        }

        return query;
    }

    private static long Step(string? text, Dictionary<string, string[]> errors)
    {
        if (text is null)
        {
            return Minute;
        }

        if (long.TryParse(text.TrimEnd('s'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MaxStepSeconds && (seconds < Minute || seconds % Minute == 0))
        {
            return seconds;
        }

        errors["step"] = [$"is 1 to {Minute - 1} seconds, or whole minutes up to a day in seconds, such as 300"];
        return Minute;
    }
}
