using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Devices;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Farol.Monitor.Interfaces;
using Farol.Monitor.Routers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Commands;

/// <summary>POST /api/interface_command: show an interface, or act on it.</summary>
internal static class InterfaceCommandEndpoints
{
    private static readonly string[] _actions = ["show", "activate", "undo_shutdown", "deactivate", "shutdown", "reset"];

    public static void MapInterfaceCommands(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/interface_command", RunAsync).RequireRole(Role.Operator).RequireRateLimiting(RateLimits.Commands)
            .WithSummary("Shows an interface, or shuts it down, brings it up, resets its counters").WithTags("Commands");

    private static async Task<IResult> RunAsync(
        InterfaceCommandRequest request, HttpContext http, RouterScope scope, CommandService commands, IAudit audit, TimeProvider time)
    {
        var caller = http.GetCaller();
        if (!scope.TryFind(http, caller, Role.Operator, out var router, out var problem))
        {
            return problem;
        }

        if (Check(request, out var errors) is not { } action)
        {
            return ApiProblem.Invalid(errors);
        }

        if (await router.SpellingAsync(request.Interface!, http.RequestAborted) is not { } name)
        {
            return ApiProblem.Invalid("interface", $"\"{request.Interface}\" is no interface of this router; GET /api/interfaces_status lists them");
        }

        return action == "show"
            ? await ShowAsync(request, http, router, name, commands, time)
            : await ChangeAsync(new Change(router, name, action, caller), http, audit, time);
    }

    private static string? Check(InterfaceCommandRequest request, out Dictionary<string, string[]> errors)
    {
        errors = [];
        if (string.IsNullOrWhiteSpace(request.Interface))
        {
            errors["interface"] = ["is required, such as GigabitEthernet0/1/0"];
        }

        var action = request.Action?.ToLowerInvariant();
        if (action is null || !_actions.Contains(action, StringComparer.Ordinal))
        {
            errors["action"] = [$"is one of {string.Join(", ", _actions)}"];
        }
        else if (action != "show" && request.Command is { Length: > 0 })
        {
            errors["command"] = ["is only taken with action show; the other actions have their own commands"];
        }

        if (request.Timeout is < 1 or > CommandService.MaxTimeoutSeconds)
        {
            errors["timeout"] = [$"is 1 to {CommandService.MaxTimeoutSeconds} seconds"];
        }

        return errors.Count == 0 ? action : null;
    }

    private static async Task<IResult> ShowAsync(
        InterfaceCommandRequest request, HttpContext http, MonitoredRouter router, string name, CommandService commands, TimeProvider time)
    {
        var caller = http.GetCaller();
        var from = http.Connection.RemoteIpAddress?.ToString();
        var line = request.Command is { Length: > 0 } given ? given : $"display interface {name}";
        // The name comes from the router's own table and may hold the bar of "50|100GE0/1/0", which is no filter.
        var decision = request.Command is { Length: > 0 } ? commands.Decide(line) : CommandDecision.Allow(line, CommandFamilies.Interface);
        if (!decision.IsAllowed)
        {
            await commands.RecordRefusalAsync(router, line, decision, caller, from);
            return ApiProblem.Forbidden($"Refused by the rule {SnakeCase.Of(decision.Rule!.Value)}: {decision.Reason}");
        }

        var result = await commands.RunAsync(router, decision, request.Timeout, caller, from, http.RequestAborted);
        return Answer(router, new InterfaceActionResult(name, "show", result.Output, Committed: null), result.Error, time);
    }

    private static async Task<IResult> ChangeAsync(Change change, HttpContext http, IAudit audit, TimeProvider time)
    {
        var router = change.Router;
        var entry = new AuditEntry($"interface.{change.Action}", $"{router.Definition.Id}: {change.Interface}")
        {
            Actor = change.Caller.Name,
            TenantId = router.Definition.TenantId,
            From = http.Connection.RemoteIpAddress?.ToString(),
        };
        if (!router.Definition.CanChange)
        {
            await audit.WriteAsync(entry with { Result = AuditResults.Refused, Detail = "no change credentials" }, CancellationToken.None);
            return ApiProblem.Forbidden("Changing interfaces needs an account of its own: set ROUTER_CHANGE_USERNAME and ROUTER_CHANGE_PASSWORD (or change_username and change_password of the router)");
        }

        try
        {
            // A change that has begun is brought to its end, whoever hangs up.
            var result = change.Action switch
            {
                "activate" or "undo_shutdown" => await InterfaceActions.SetShutdownAsync(router, change.Interface, shutdown: false, change.Action, CancellationToken.None),
                "deactivate" or "shutdown" => await InterfaceActions.SetShutdownAsync(router, change.Interface, shutdown: true, change.Action, CancellationToken.None),
                _ => await InterfaceActions.ResetCountersAsync(router, change.Interface, change.Action, CancellationToken.None),
            };
            await audit.WriteAsync(entry with { Detail = result.Output }, CancellationToken.None);
            router.Context.Background(token => router.Families[InterfacesFamily.Name].RefreshAsync(token));
            return Answer(router, result, error: null, time);
        }
        catch (DeviceException failure)
        {
            await audit.WriteAsync(entry with { Result = AuditResults.Failed, Detail = failure.Message }, CancellationToken.None);
            throw;
        }
    }

    private static IResult Answer(MonitoredRouter router, InterfaceActionResult result, string? error, TimeProvider time) => Results.Json(new
    {
        success = error is null,
        timestamp = time.GetUtcNow(),
        router = router.Definition.Id,
        simulated = router.Definition.IsSimulated,
        @interface = result.Interface,
        action = result.Action,
        result = result.Output,
        error,
        data = result,
    }, MonitorJson.Options);

    private sealed record Change(MonitoredRouter Router, string Interface, string Action, Caller Caller);
}
