using System.Text;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Farol.Control.Administration;

/// <summary>The whole configuration at once: <c>/admin/config</c> and <c>/admin/reload</c>.</summary>
internal static class ConfigurationEndpoints
{
    private const string Tag = "Administration";
    private const string Yaml = "application/yaml";
    private const string Json = "application/json";

    public static void MapConfiguration(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/config", Get).RequirePlatform().WithTags(Tag)
            .WithSummary("The whole configuration as YAML, or as JSON where the Accept header asks for it; secrets are masked").Produces<string>(StatusCodes.Status200OK, Yaml, Json);
        admin.MapPut("/config", PutAsync).RequirePlatform().WithTags(Tag)
            .WithSummary("Makes this the whole configuration; what the file manages stays. Masked secrets keep what is stored").Accepts<string>(Yaml, Json).Produces<ChangeBody>();
        admin.MapPost("/reload", ReloadAsync).RequirePlatform().WithTags(Tag).WithSummary("Reads the configuration file again").Produces<ChangeBody>();
    }

    private static ContentHttpResult Get(HttpContext http, IConfiguration configuration)
    {
        var state = configuration.Current;
        http.Response.Headers.ETag = ChangeRequest.Tag(state);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept";
        return http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Text(DocumentText.ToJson(state.Whole), Json, Encoding.UTF8)
            : TypedResults.Text(Heading(state) + DocumentText.ToYaml(state.Whole), Yaml, Encoding.UTF8);
    }

    private static async Task<IResult> PutAsync(HttpContext http, LiveConfiguration configuration)
    {
        var (document, problem) = await WholeDocument.ReadAsync(http);
        if (document is null || !ChangeRequest.TryRead(http, "configuration.replace", "configuration", out var request, out problem))
        {
            return problem!;
        }

        var outcome = await configuration.EnqueueAsync(
            new PendingChange(request!.Cause, s =>
            {
                request.RefuseStale(s);
                return document.Edit(s);
            })
            {
                DryRun = request.DryRun,
            },
            http.RequestAborted);
        return outcome.Problem is { } refused ? document.WithLines(refused) : RevisionEndpoints.Answer(http, outcome, request.DryRun, null);
    }

    private static async Task<IResult> ReloadAsync(HttpContext http, FileRevisions file) => RevisionEndpoints.Answer(
        http, await file.ReloadAsync($"read again by {http.GetCaller().Name}", http.Connection.RemoteIpAddress?.ToString(), http.RequestAborted), dryRun: false, null);

    private static string Heading(ConfigurationState state)
    {
        string[] managed =
        [
            .. state.File.Listeners.Select(l => $"listener {l.Name}"), .. state.File.Certificates.Select(c => $"certificate {c.Name}"), .. state.File.Pools.Select(p => $"pool {p.Name}"),
            .. state.File.Routes.Select(r => $"route {r.Name}"), .. state.File.Tenants.Select(t => $"tenant {t.Name}"),
            .. state.File.Gateway.Equals(GatewayDocument.Empty.Gateway) ? Array.Empty<string>() : ["gateway"],
        ];
        return $"# Revision {state.Revision}.{(managed.Length == 0 ? "" : $" From the file {state.FileName}, to be changed there: {string.Join(", ", managed)}.")}\n";
    }
}
