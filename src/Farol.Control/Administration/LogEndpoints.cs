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

/// <summary>GET /api/admin/logs: what was logged, by processes before this one too where there is a file.</summary>
internal static class LogEndpoints
{
    private const int MaxFilterCharacters = 200;

    public static void MapLogs(this IEndpointRouteBuilder api) =>
        api.MapGet("/api/admin/logs", Answer).RequirePlatform()
            .WithTags("Administration").WithSummary("Log records, the newest first, by least level, component, text and time; from the file, or without one from memory").Produces<LogPageBody>();

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

        var filter = new LogFilter { Level = least, Component = component, Text = text, From = since, To = until };
        var found = http.RequestServices.GetService<LogHistory>()?.Find(filter, page.Skip, page.Size) ?? new LogFinding([], 0, HasFile: false, Since: null, IsWhole: true);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(LogPageBody.Of(found, page));
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
