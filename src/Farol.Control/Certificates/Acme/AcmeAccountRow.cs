namespace Farol.Control.Certificates.Acme;

/// <summary>An account as it is stored.</summary>
internal sealed class AcmeAccountRow
{
    public string Url { get; init; } = "";

    public byte[] KeySealed { get; init; } = [];
}
