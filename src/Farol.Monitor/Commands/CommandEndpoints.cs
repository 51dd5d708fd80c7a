using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Commands;

/// <summary>Running commands, and asking beforehand whether one may run.</summary>
internal static class CommandEndpoints
{
    public static void MapCommands(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/execute_command", ExecuteAsync)
            .RequireRole(Role.Operator)
            .RequireRateLimiting(RateLimits.Commands)
            .WithSummary("Runs one allow-listed display command on a router")
            .WithTags("Commands");
        app.MapPost("/api/command_policy", Judge)
            .RequireRole(Role.Viewer)
            .WithSummary("What the policy says of a command, without sending anything")
            .WithTags("Commands");
        app.MapGet("/api/command_policy", List)
            .RequireRole(Role.Viewer)
            .WithSummary("The command families that may be run, with their bounds")
            .WithTags("Commands");
    }

    private static async Task<IResult> ExecuteAsync(ExecuteCommandRequest request, HttpContext http, RouterScope scope, CommandService commands, TimeProvider time)
    {
        var caller = http.GetCaller();
        if (!scope.TryFind(http, caller, Role.Operator, out var router, out var problem))
        {
            return problem;
        }

        if (request.Command is not { } line)
        {
            return ApiProblem.Invalid("command", "is required, such as \"display version\"");
        }

        if (request.Timeout is < 1 or > CommandService.MaxTimeoutSeconds)
        {
            return ApiProblem.Invalid("timeout", $"is 1 to {CommandService.MaxTimeoutSeconds} seconds");
        }

        var from = http.Connection.RemoteIpAddress?.ToString();
        var decision = commands.Decide(line);
        if (!decision.IsAllowed)
        {
            await commands.RecordRefusalAsync(router, line, decision, caller, from);
            return ApiProblem.Forbidden($"Refused by the rule {SnakeCase.Of(decision.Rule!.Value)}: {decision.Reason}");
        }

        var result = await commands.RunAsync(router, decision, request.Timeout, caller, from, http.RequestAborted);
        return new HeadedAnswer(router.Definition, time.GetUtcNow(), new
        {
            command = result.Command,
            result = result.Output,
            error = result.Error,
            data = result,
        }, result.Error is null);
    }

    private static IResult Judge(ExecuteCommandRequest request, CommandService commands)
    {
        if (request.Command is not { } line)
        {
            return ApiProblem.Invalid("command", "is required, such as \"display version\"");
        }

        var decision = commands.Decide(line);
        return Results.Json(new { success = true, allowed = decision.IsAllowed, decision.Command, decision.Rule, decision.Reason, family = decision.Family?.Words }, MonitorJson.Options);
    }

    private static IResult List(CommandPolicy policy) =>
        Results.Json(new { success = true, items = policy.Allowed.OrderBy(f => f.Words, StringComparer.Ordinal), total_count = policy.Allowed.Count }, MonitorJson.Options);
}
