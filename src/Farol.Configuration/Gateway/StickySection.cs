namespace Farol.Configuration.Gateway;

/// <summary>Keeping a client with its backend by a signed cookie that says nothing about the backend.</summary>
public sealed record StickySection
{
    public string Cookie { get; init; } = "farol_backend";

    /// <summary>Null: until the browser is closed.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string Path { get; init; } = "/";

    /// <summary>Null: Secure where the request came over TLS.</summary>
    public bool? Secure { get; init; }
}
