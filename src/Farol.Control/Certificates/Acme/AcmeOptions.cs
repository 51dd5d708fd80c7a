namespace Farol.Control.Certificates.Acme;

/// <summary>The authority that certificates are ordered from (RFC 8555).</summary>
public sealed record AcmeOptions
{
    /// <summary>Setting <c>FAROL_ACME_DIRECTORY</c>.</summary>
    public Uri Directory { get; init; } = new("https://acme-v02.api.letsencrypt.org/directory");

    /// <summary>Setting <c>FAROL_ACME_EMAIL</c>: where the authority writes to; null: nowhere.</summary>
    public string? Email { get; init; }

    /// <summary>Setting <c>FAROL_ACME_CA_FILE</c>: who signed the directory's own certificate, PEM; null: who the system trusts.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Setting <c>FAROL_ACME_AGREE_TO_TERMS</c>: the authority's terms of service are agreed to. Nothing is ordered without.</summary>
    public bool AgreesToTerms { get; init; }

    /// <summary>An order that takes longer has failed: the authority's checks take seconds.</summary>
    public TimeSpan MaxOrderTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a wait between two looks at an order is, unless the authority says another.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
