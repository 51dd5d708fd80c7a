using System.Text.RegularExpressions;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Farol.Control.LiveFeed;
using Farol.Control.Revisions;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Backends;

/// <summary>Changes of single objects: in the name of the caller, dry where asked for, answered in the words of the object.</summary>
internal sealed partial class ObjectChanges(IConfiguration configuration)
{
    private const int MaxReasonLength = 500;

    public ConfigurationState Current => configuration.Current;

    /// <param name="scope">Whose object it is.</param>
    /// <param name="action">As <c>pool.create</c>.</param>
    /// <param name="target">The object as its tenant calls it.</param>
    /// <param name="edit">The new API part; throws <see cref="ChangeException"/> to refuse.</param>
    /// <param name="answer">What the caller gets once it is stored.</param>
    public async Task<IResult> ApplyAsync(
        HttpContext http, ObjectScope scope, string action, string target, Func<ConfigurationState, GatewayDocument> edit, Func<ConfigurationState, IResult> answer)
    {
        if (!DryRun.TryRead(http.Request, out var isDry, out var problem))
        {
            return problem!;
        }

        var change = new ConfigurationChange(http.GetCaller().Name, action, target, edit)
        {
            From = http.Connection.RemoteIpAddress?.ToString(),
            TenantId = scope.Owner,
            Reason = http.Request.Query["reason"].ToString() is { Length: > 0 and <= MaxReasonLength } reason ? reason : null,
            DryRun = isDry,
        };
        try
        {
            var outcome = await configuration.ChangeAsync(change, http.RequestAborted);
            return outcome.Problem is { } refused ? InWordsOf(refused, scope, action)
                : isDry ? TypedResults.Json(DryRunBody.Of(outcome, scope), ControlJson.Options)
                : answer(outcome.State);
        }
        catch (ChangeException refused)
        {
            return refused.Problem;
        }
    }

    /// <summary>Errors of the whole document, by the keys of the one object that was sent: everything else was good before.</summary>
    private static ApiProblem InWordsOf(ApiProblem problem, ObjectScope scope, string action) => problem.Errors is not { } errors
        ? problem
        : ApiProblem.Invalid(errors
            .GroupBy(e => Within(e.Key, action), e => e.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key.Length == 0 ? "(body)" : g.Key, g => g.SelectMany(v => v).Select(scope.InWords).ToArray(), StringComparer.Ordinal));

    private static string Within(string key, string action) =>
        action.StartsWith("backend.", StringComparison.Ordinal) ? BackendPlace().Replace(key, "")
        : action.StartsWith("limits.", StringComparison.Ordinal) ? key
        : Place().Replace(key, "");

    [GeneratedRegex(@"^(pools|routes)\[.*?\](?=\.|$)\.?", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"^pools\[.*?\](?=\.|$)(\.backends\[.*?\](?=\.|$))?\.?", RegexOptions.CultureInvariant)]
    private static partial Regex BackendPlace();
}
