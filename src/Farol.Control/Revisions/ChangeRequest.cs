using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Configuration.Gateway;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Revisions;

/// <summary>What every request that changes the configuration as a whole may say: <c>?dry_run</c>, <c>?reason</c>, <c>If-Match</c>.</summary>
internal sealed record ChangeRequest(RevisionCause Cause, bool DryRun, string? IfMatch)
{
    private const int MaxReason = 500;

    /// <summary>False with a 422 that names the parameter.</summary>
    public static bool TryRead(HttpContext http, string action, string target, out ChangeRequest? request, out ApiProblem? problem)
    {
        var reason = http.Request.Query["reason"].ToString();
        if (Revisions.DryRun.TryRead(http.Request, out var isDry, out problem) && reason.Length > MaxReason)
        {
            problem = ApiProblem.Invalid("reason", $"has at most {MaxReason} characters");
        }

        request = problem is not null ? null : new ChangeRequest(
            new RevisionCause(http.GetCaller().Name, action, target) { From = http.Connection.RemoteIpAddress?.ToString(), Reason = reason.Length == 0 ? null : reason },
            isDry,
            http.Request.Headers.IfMatch.ToString() is { Length: > 0 } match ? match : null);
        return problem is null;
    }

    /// <summary>The version of the whole configuration, as <c>ETag</c>.</summary>
    public static string Tag(ConfigurationState state) => EntityTags.Of(GatewayJson.Write(state.Whole));

    /// <summary>Judged when the change has its turn, so that nothing comes between.</summary>
    /// <exception cref="ChangeException">The caller knows another version.</exception>
    public void RefuseStale(ConfigurationState state)
    {
        if (IfMatch is { } wanted && EntityTags.FindStale(wanted, Tag(state)) is { } stale)
        {
            throw new ChangeException(stale);
        }
    }
}
