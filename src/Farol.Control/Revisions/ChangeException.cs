using Farol.Access.Problems;

namespace Farol.Control.Revisions;

/// <summary>An edit refuses: the object is not there, is managed by a file, is newer than the caller knows.</summary>
public sealed class ChangeException(ApiProblem problem) : Exception(problem.Detail)
{
    /// <summary>What the caller gets.</summary>
    public ApiProblem Problem => problem;
}
