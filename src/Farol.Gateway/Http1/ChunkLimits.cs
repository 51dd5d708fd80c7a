namespace Farol.Gateway.Http1;

/// <summary>What a chunked body may carry beside its bytes.</summary>
internal sealed class ChunkLimits
{
    public static readonly ChunkLimits Default = new();

    /// <summary>A quarter of what a head may have: trailers are checksums, timings and statuses. The reader's buffer must hold them whole.</summary>
    public int MaxTrailerBytes { get; init; } = 8192;

    public int MaxTrailers { get; init; } = 32;

    /// <summary>All extensions of one body together, so that they cannot make a small body a long one.</summary>
    public int MaxExtensionBytes { get; init; } = 4096;

    /// <summary>Extensions are in use by nearly nobody; where not refused they are read strictly and dropped.</summary>
    public bool RefuseExtensions { get; init; }
}
