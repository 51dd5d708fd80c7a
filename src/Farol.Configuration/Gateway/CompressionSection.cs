namespace Farol.Configuration.Gateway;

/// <summary>Compressing what a backend left plain.</summary>
public sealed record CompressionSection
{
    public bool Gzip { get; init; } = true;

    public bool Brotli { get; init; } = true;

    /// <summary>Smaller bodies fit in one packet either way.</summary>
    public int MinimumBytes { get; init; } = 1400;

    /// <summary>Media types whose bodies shrink; <c>text/*</c> stands for a whole kind.</summary>
    public ValueList<string> Types { get; init; } = ["text/*", "application/json", "application/javascript", "application/xml", "image/svg+xml"];
}
