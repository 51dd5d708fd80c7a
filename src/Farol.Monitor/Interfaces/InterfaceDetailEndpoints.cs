using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Devices;
using Farol.Devices.Vrp.Interfaces;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Farol.Monitor.Polling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Interfaces;

/// <summary>GET /api/interface_detail: what a page about one interface shows beside its history; sub-interfaces are read only here.</summary>
internal static class InterfaceDetailEndpoints
{
    public static void MapInterfaceDetail(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/interface_detail", AnswerAsync).RequireRole(Role.Viewer).RequireRateLimiting(RateLimits.Data).Produces<InterfaceDetailBody>()
            .WithSummary("One interface in full: since when, errors by kind, optics with their limits").WithTags("Interfaces");

    private static async Task<IResult> AnswerAsync(HttpContext http, RouterScope scope, TimeProvider time, string? @interface)
    {
        if (!scope.TryFind(http, http.GetCaller(), Role.Viewer, out var router, out var problem))
        {
            return problem;
        }

        if (string.IsNullOrWhiteSpace(@interface))
        {
            return ApiProblem.Invalid("interface", "is required, such as GigabitEthernet0/1/0");
        }

        if (await router.SpellingAsync(@interface, http.RequestAborted) is not { } name)
        {
            return ApiProblem.Invalid("interface", $"\"{@interface}\" is no interface of this router; GET /api/interfaces_status lists them");
        }

        var said = await router.Context.Reader.RequireAsync($"display interface {name}", text => InterfaceDetailParser.Parse(text), PollBounds.Status, http.RequestAborted);
        return said.Interfaces is [var detail, ..]
            ? Results.Json(InterfaceDetailBody.Of(router.Definition.Id, router.Definition.IsSimulated, time.GetUtcNow(), detail), MonitorJson.Options)
            : throw new DeviceException(DeviceFault.Protocol, $"The router printed no interface for \"display interface {name}\"");
    }
}
