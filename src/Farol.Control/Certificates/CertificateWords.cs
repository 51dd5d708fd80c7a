namespace Farol.Control.Certificates;

/// <summary>Words on the wire and in the database.</summary>
internal static class CertificateWords
{
    public const string Http = "http-01";
    public const string TlsAlpn = "tls-alpn-01";

    public static string Of(CertificateSource source) => source switch
    {
        CertificateSource.Upload => "upload",
        CertificateSource.File => "file",
        _ => "acme",
    };
}
