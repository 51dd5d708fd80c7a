namespace Farol.Configuration.Gateway;

/// <summary>The body of an answer that the gateway itself gives.</summary>
public sealed record ErrorPageSection
{
    public StatusRange Status { get; init; }

    /// <summary>A file whose content is sent; read when the configuration is loaded.</summary>
    public string? File { get; init; }

    /// <summary>The content itself.</summary>
    public string? Body { get; init; }

    public string ContentType { get; init; } = "text/html; charset=utf-8";
}
