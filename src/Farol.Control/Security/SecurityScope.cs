using Farol.Access.Problems;

namespace Farol.Control.Security;

/// <summary>Whose objects a platform user asks for beyond one tenant's.</summary>
internal static class SecurityScope
{
    /// <summary><c>?tenant=all</c>: everybody's, for the platform alone, and for reading alone.</summary>
    public const string All = "all";

    public static bool IsOne(string tenantId, out ApiProblem? problem)
    {
        problem = tenantId == All ? ApiProblem.Invalid("tenant", "names one tenant where something is written") : null;
        return problem is null;
    }
}
