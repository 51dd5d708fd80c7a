namespace Farol.Control.Certificates;

/// <summary>Where a certificate comes from.</summary>
internal enum CertificateSource
{
    /// <summary>Chain and key were sent by API.</summary>
    Upload,

    /// <summary>Files on the gateway's machine.</summary>
    File,

    /// <summary>Ordered from an authority, and renewed.</summary>
    Acme,
}
