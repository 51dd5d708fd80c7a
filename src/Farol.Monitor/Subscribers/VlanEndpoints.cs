using System.Globalization;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Devices.Vrp.Subscribers;
using Farol.Monitor.Answers;
using Farol.Monitor.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Farol.Monitor.Subscribers;

/// <summary>
/// GET /api/subscribers/vlans: how many are online in each VLAN. One short command on the people's lane when somebody asks, and never polled: no
/// person is named by it.
/// </summary>
internal static class VlanEndpoints
{
    private const int MaxVlan = 4094;

    private static readonly CommandBounds _bounds = new() { MaxBytes = 512 * 1024, Timeout = TimeSpan.FromSeconds(20) };

    public static void MapVlans(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/subscribers/vlans", AnswerAsync).RequireRole(Role.Operator).RequireRateLimiting(RateLimits.Data)
            .WithSummary("Subscribers online by outer VLAN, asked of the router now; with vlan, those of one by interface").WithTags("Subscribers");

    private static async Task<IResult> AnswerAsync(HttpContext http, RouterScope scope, TimeProvider time, string? vlan)
    {
        if (!scope.TryFind(http, http.GetCaller(), Role.Operator, out var router, out var problem))
        {
            return problem;
        }

        var asked = 0;
        if (!string.IsNullOrEmpty(vlan) && (!int.TryParse(vlan, NumberStyles.None, CultureInfo.InvariantCulture, out asked) || asked is < 1 or > MaxVlan))
        {
            return ApiProblem.Invalid("vlan", $"is a number from 1 to {MaxVlan}");
        }

        var command = asked == 0 ? VlanOnlineParser.SummaryCommand : string.Create(CultureInfo.InvariantCulture, $"{VlanOnlineParser.Command} {asked} brief");
        var output = await router.Connection.RunAsync(SessionLane.People, command, _bounds, http.RequestAborted);
        var rows = VlanOnlineParser.Parse(output.ThrowIfRefused().Text, command);
        return new HeadedAnswer(router.Definition, time.GetUtcNow(), new
        {
            cached = false,
            age_seconds = 0,
            stale = false,
            data = new
            {
                vlan = asked == 0 ? (int?)null : asked,
                total = rows.Sum(r => r.Online),
                vlans = rows.Select(r => new { pe_vlan = r.PeVlan, ce_vlan = r.CeVlan, @interface = r.Interface, online = r.Online }),
            },
        });
    }
}
