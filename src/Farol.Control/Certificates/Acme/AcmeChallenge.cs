namespace Farol.Control.Certificates.Acme;

/// <summary>One way to convince the authority (RFC 8555, 7.1.5).</summary>
internal sealed record AcmeChallenge
{
    public required string Type { get; init; }

    public required string Url { get; init; }

    public string? Token { get; init; }

    public AcmeProblem? Error { get; init; }
}
