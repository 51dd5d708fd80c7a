namespace LiveBench;

/// <summary>What one run of one variant gave.</summary>
internal sealed record RunResult(
    double P50Milliseconds,
    double P99Milliseconds,
    double MaxMilliseconds,
    double NotServed,
    long Skipped,
    long Dropped,
    double CpuMicrosecondsPerFrame,
    double AllocatedPerUpdate,
    double ManagedPerConnection,
    double PrivatePerConnection);
