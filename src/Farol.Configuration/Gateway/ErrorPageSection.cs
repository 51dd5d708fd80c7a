namespace Farol.Configuration.Gateway;

/// <summary>The body of an answer that the gateway itself gives.</summary>
public sealed record ErrorPageSection
{
    public StatusRange Status { get; init; }

    /// <summary>Where <see cref="Body"/> was read from when the configuration was loaded.</summary>
    public string? File { get; init; }

    /// <summary>The content itself.</summary>
    public string? Body { get; init; }

    public string ContentType { get; init; } = "text/html; charset=utf-8";
}
