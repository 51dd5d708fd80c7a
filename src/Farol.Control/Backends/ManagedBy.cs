using Farol.Access.Problems;
using Farol.Control.Revisions;

namespace Farol.Control.Backends;

/// <summary>Who may change an object: the API, or only whoever edits the configuration file.</summary>
internal static class ManagedBy
{
    public const string Api = "api";
    public const string File = "file";

    /// <summary>409 that names the file.</summary>
    public static ChangeException FileOnly(string what, ConfigurationState state) =>
        new(ApiProblem.Conflict($"{what} is managed by the file {state.FileName ?? "that was given with --config"}: change it there."));
}
