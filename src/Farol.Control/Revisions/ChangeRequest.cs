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
        var (dryRun, reason) = (http.Request.Query["dry_run"].ToString(), http.Request.Query["reason"].ToString());
        problem = dryRun is not ("" or "true" or "1" or "false" or "0") ? ApiProblem.Invalid("dry_run", "is true or false")
            : reason.Length > MaxReason ? ApiProblem.Invalid("reason", $"has at most {MaxReason} characters")
            : null;
        request = problem is not null ? null : new ChangeRequest(
            new RevisionCause(http.GetCaller().Name, action, target) { From = http.Connection.RemoteIpAddress?.ToString(), Reason = reason.Length == 0 ? null : reason },
            dryRun is "true" or "1",
            http.Request.Headers.IfMatch.ToString() is { Length: > 0 } match ? match : null);
        return problem is null;
    }

    /// <summary>The version of the whole configuration, as <c>ETag</c>.</summary>
    public static string Tag(ConfigurationState state) => EntityTags.Of(GatewayJson.Write(state.Whole));

    /// <summary>Judged when the change has its turn, so that nothing comes between.</summary>
    /// <exception cref="ChangeException">The caller knows another version.</exception>
    public void RefuseStale(ConfigurationState state)
    {
        if (IfMatch is { } wanted && wanted != "*" && !wanted.Split(',', StringSplitOptions.TrimEntries).Contains(Tag(state), StringComparer.Ordinal))
        {
            throw new ChangeException(ApiProblem.Stale($"If-Match: {wanted} is not the current version, which is {Tag(state)} (revision {state.Revision}). Read it again and repeat the change."));
        }
    }
}
