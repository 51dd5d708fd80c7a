namespace Farol.Control.Backends;

/// <summary>A request that is only thought of.</summary>
internal sealed record RouteTestRequest
{
    public required string Host { get; init; }

    /// <summary>With the query, beginning with /; null: /.</summary>
    public string? Path { get; init; }

    /// <summary>Null: GET.</summary>
    public string? Method { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Where the client is; null: on this machine.</summary>
    public string? ClientAddress { get; init; }
}
