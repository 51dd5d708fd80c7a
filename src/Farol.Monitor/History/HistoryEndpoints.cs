using System.Globalization;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.History;

/// <summary>GET /api/history: what was measured, gaps as null.</summary>
internal static class HistoryEndpoints
{
    private static readonly TimeSpan _usualStretch = TimeSpan.FromDays(1);
    private static readonly TimeSpan _usualStep = TimeSpan.FromMinutes(5);

    public static void MapHistory(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/history", AnswerAsync).RequireRole(Role.Viewer)
            .WithSummary("Points of one series; without ?series the names of all").WithTags("History");

    private static async Task<IResult> AnswerAsync(
        HttpContext http, RouterScope scope, IHistory history, TimeProvider time, string? series, string? from, string? to, string? step)
    {
        if (!scope.TryFind(http, http.GetCaller(), Role.Viewer, out var router, out var problem))
        {
            return problem;
        }

        var id = router.Definition.Id;
        if (series is null)
        {
            var names = await history.ListSeriesAsync(id, http.RequestAborted);
            return new HeadedAnswer(router.Definition, time.GetUtcNow(), new { series = names });
        }

        var errors = new Dictionary<string, string[]>();
        var query = Read(id, series, from, to, step, time.GetUtcNow(), errors);
        if (errors.Count > 0)
        {
            return ApiProblem.Invalid(errors);
        }

        var points = await history.ReadAsync(query, http.RequestAborted);
        return new HeadedAnswer(router.Definition, time.GetUtcNow(), new
        {
            series,
            from = query.From,
            to = query.To,
            step_seconds = query.Step.TotalSeconds,
            points,
        });
    }

    private static HistoryQuery Read(
        string router, string series, string? from, string? to, string? step, DateTimeOffset now, Dictionary<string, string[]> errors)
    {
        var until = QueryTime.Read("to", to, errors) ?? now;
        var since = QueryTime.Read("from", from, errors) ?? until - _usualStretch;
        var length = Step(step, errors);
        var start = new DateTimeOffset(since.UtcTicks - (since.UtcTicks % length.Ticks), TimeSpan.Zero);
        var query = new HistoryQuery(router, series, start, until, length);
        if (since >= until)
        {
            errors["from"] = ["lies before to"];
        }
        else if (query.Points > HistoryQuery.MaxPoints)
        {
            errors["step"] = [$"gives {query.Points} points; at most {HistoryQuery.MaxPoints}: take a longer step or a shorter stretch"];
        }

        return query;
    }

    private static TimeSpan Step(string? text, Dictionary<string, string[]> errors)
    {
        if (text is null)
        {
            return _usualStep;
        }

        if (double.TryParse(text.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 86_400)
        {
            return TimeSpan.FromSeconds(Math.Round(seconds));
        }

        errors["step"] = ["is 1 to 86400 seconds, such as 300"];
        return _usualStep;
    }
}
