namespace Farol.Gateway.Forwarding;

/// <summary>An answer that no backend gave.</summary>
internal readonly ref struct LocalResponse
{
    public required int Status { get; init; }

    public ReadOnlySpan<byte> ContentType { get; init; }

    public ReadOnlySpan<byte> Body { get; init; }

    /// <summary>Further field lines, each with its line end (Location, Retry-After, X-Request-ID).</summary>
    public ReadOnlySpan<byte> Lines { get; init; }

    /// <summary>The connection ends with this answer.</summary>
    public bool Close { get; init; }
}
