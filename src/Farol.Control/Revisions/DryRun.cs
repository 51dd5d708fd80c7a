using Farol.Access.Problems;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Revisions;

/// <summary><c>?dry_run=true</c>: what would be changed is checked and answered, and nothing is changed.</summary>
internal static class DryRun
{
    private const string Parameter = "dry_run";

    public static bool IsAsked(HttpRequest request) => request.Query[Parameter].ToString() is "true" or "1";

    /// <summary>False with a 422 for what is neither yes nor no.</summary>
    public static bool TryRead(HttpRequest request, out bool isAsked, out ApiProblem? problem)
    {
        isAsked = IsAsked(request);
        problem = isAsked || request.Query[Parameter].ToString() is "" or "false" or "0" ? null : ApiProblem.Invalid(Parameter, "is true or false");
        return problem is null;
    }

    /// <summary>A filter of endpoints that ask <see cref="IsAsked"/>: a mistyped value must not let the change through.</summary>
    public static ValueTask<object?> RefuseMistyped(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        TryRead(context.HttpContext.Request, out _, out var problem) ? next(context) : ValueTask.FromResult<object?>(problem);
}
