namespace Farol.Control.Certificates.Acme;

/// <summary>Where the authority takes what (RFC 8555, 7.1.1).</summary>
internal sealed record AcmeDirectory
{
    public required string NewNonce { get; init; }

    public required string NewAccount { get; init; }

    public required string NewOrder { get; init; }
}
