namespace Farol.Control.Certificates.Acme;

/// <summary>An order as the authority has it (RFC 8555, 7.1.3).</summary>
internal sealed record AcmeOrder
{
    /// <summary>pending, ready, processing, valid or invalid.</summary>
    public required string Status { get; init; }

    public IReadOnlyList<string> Authorizations { get; init; } = [];

    public string? Finalize { get; init; }

    public string? Certificate { get; init; }

    public AcmeProblem? Error { get; init; }
}
