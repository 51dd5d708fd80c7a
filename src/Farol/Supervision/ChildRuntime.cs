namespace Farol.Supervision;

/// <summary>
/// How the runtime of each child is set, beyond what holds for every process of the program (Farol.csproj): measured by bench/idle/run.sh. What the
/// environment says already stays.
/// </summary>
internal static class ChildRuntime
{
    /// <summary>
    /// The control plane is wide rather than hot: code that is counted before it is compiled for good takes 20 MB of it. The gateway and the pretend
    /// servers leave their collectors nothing to do beside them.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(string child) => child == "control"
        ? [new("DOTNET_TieredPGO", "0")]
        : [new("DOTNET_gcConcurrent", "0")];
}
