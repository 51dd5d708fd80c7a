namespace Farol.Supervision;

/// <summary>How the runtime of each child is set, beyond what holds for the program: measured by bench/idle/run.sh. What the environment says already stays.</summary>
internal static class ChildRuntime
{
    /// <summary>
    /// The youngest generation is collected every 4 MB (the value is hexadecimal). By itself the runtime takes the size of the processor's largest
    /// cache, which on a server keeps 20 MB of garbage in a process that is idle.
    /// </summary>
    private static readonly KeyValuePair<string, string> _smallNursery = new("DOTNET_GCgen0size", "0x400000");

    /// <summary>
    /// The control plane is wide rather than hot: code that is counted before it is compiled for good takes 20 MB of it. The gateway and the pretend
    /// servers leave their collectors nothing to do beside them.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(string child) => child == "control"
        ? [_smallNursery, new("DOTNET_TieredPGO", "0")]
        : [_smallNursery, new("DOTNET_gcConcurrent", "0")];
}
