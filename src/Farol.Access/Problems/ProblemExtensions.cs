using Microsoft.AspNetCore.Builder;

namespace Farol.Access.Problems;

/// <summary>Puts the house's errors in force.</summary>
public static class ProblemExtensions
{
    /// <summary>Answers every failure after it as <see cref="ApiProblem"/>. First in the pipeline.</summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) => app.UseMiddleware<ProblemMiddleware>();
}
