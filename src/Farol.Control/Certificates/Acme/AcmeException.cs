namespace Farol.Control.Certificates.Acme;

/// <summary>The authority did not do what was asked, or could not be asked. The text is for whoever ordered.</summary>
internal sealed class AcmeException : Exception
{
    public AcmeException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The authority's word for it (RFC 8555, 6.7), its last part: <c>badNonce</c>, <c>rateLimited</c>; null: it gave none.</summary>
    public string? Kind { get; init; }
}
