using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Telemetry.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Administration;

/// <summary>GET /api/admin/logs: the last records of this process, filtered.</summary>
internal static class LogEndpoints
{
    private const int MaxFilterCharacters = 200;

    public static void MapLogs(this IEndpointRouteBuilder api) =>
        api.MapGet("/api/admin/logs", Answer).RequirePlatform()
            .WithTags("Administration").WithSummary("The last log records, the newest first, by least level, component, text and time").Produces<Page<LogBody>>();

    private static IResult Answer(HttpContext http, string? level, string? component, string? text, string? from, string? to)
    {
        if (!PageRequest.TryRead(http.Request, out var page, out var problem))
        {
            return problem!;
        }

        var errors = new Dictionary<string, string[]>();
        var least = Level(level, errors);
        var since = QueryTime.Read("from", from, errors);
        var until = QueryTime.Read("to", to, errors);
        foreach (var (name, value) in new[] { ("component", component), ("text", text) }.Where(f => f.Item2?.Length > MaxFilterCharacters))
        {
            errors[name] = [$"has {value!.Length} characters; at most {MaxFilterCharacters}"];
        }

        if (errors.Count > 0)
        {
            return ApiProblem.Invalid(errors);
        }

        var found = http.RequestServices.GetService<RecentLogs>()?.Find(int.MaxValue, least, component, text, since, until) ?? [];
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(page.Of([.. found.Select(r => new LogBody(r.Timestamp, r.LevelName, r.Component, r.Message, r.TraceId, r.Exception))]));
    }

    private static LogLevel Level(string? text, Dictionary<string, string[]> errors)
    {
        if (text is null)
        {
            return LogLevel.Trace;
        }

        if (!LogOptions.TryReadLevel(text, out var level, out _))
        {
            errors["level"] = ["is DEBUG, INFO, WARNING or ERROR"];
        }

        return level;
    }
}
