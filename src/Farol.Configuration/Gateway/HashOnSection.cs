namespace Farol.Configuration.Gateway;

/// <summary>What a consistent hash is taken of.</summary>
public sealed record HashOnSection
{
    public HashSource Source { get; init; } = HashSource.ClientAddress;

    /// <summary>The name of the header or cookie; a request without it is hashed by its client's address.</summary>
    public string? Name { get; init; }
}
