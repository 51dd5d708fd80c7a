namespace Farol.Gateway.Tls;

/// <summary>Whether a listener asks clients for a certificate.</summary>
internal enum ClientCertificateMode
{
    None,

    /// <summary>Asked for; who shows none is let in, who shows a bad one is not.</summary>
    Optional,

    Required,
}
