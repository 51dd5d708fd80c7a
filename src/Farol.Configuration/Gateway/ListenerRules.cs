using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway;

/// <summary>How listeners and certificates go together.</summary>
internal static class ListenerRules
{
    public static void Check(GatewayDocument document, DocumentNames names, DocumentErrors errors, IDocumentFiles? files)
    {
        DocumentNames.Unique(document.Listeners.Select((l, i) => (l.Name, $"listeners[{i}].name")), "listener", errors);
        DocumentNames.Unique(document.Certificates.Select((c, i) => (c.Name, $"certificates[{i}].name")), "certificate", errors);
        for (var i = 0; i < document.Listeners.Count; i++)
        {
            CheckListener(document, i, names, errors, files);
        }

        for (var i = 0; i < document.Certificates.Count; i++)
        {
            CheckCertificate(document.Certificates[i], $"certificates[{i}]", errors, files);
        }
    }

    private static void CheckListener(GatewayDocument document, int index, DocumentNames names, DocumentErrors errors, IDocumentFiles? files)
    {
        var listener = document.Listeners[index];
        var path = $"listeners[{index}]";
        for (var i = 0; i < index; i++)
        {
            var other = document.Listeners[i];
            if (listener.Port > 0 && listener.Port == other.Port && (listener.Address == other.Address || listener.Address == "*" || other.Address == "*"))
            {
                errors.Judge($"{path}.port", $"{listener.Address}:{listener.Port} is already taken by listeners[{i}] ({other.Name})");
            }
        }

        if (listener.ProxyProtocol && document.Gateway.TrustedProxies.Count == 0)
        {
            errors.Judge($"{path}.proxy_protocol", "needs gateway.trusted_proxies: without it no proxy would be believed and every connection refused");
        }

        if (listener.Tls is not { } tls)
        {
            return;
        }

        if (listener.RedirectToHttps)
        {
            errors.Judge($"{path}.redirect_to_https", "has no use with tls: requests come by https already; put it on the listener for http");
        }

        if (document.Certificates.Count == 0)
        {
            errors.Judge($"{path}.tls", "needs a certificate: add one under certificates: with certificate_file and key_file");
        }

        for (var i = 0; i < tls.Certificates.Count; i++)
        {
            DocumentNames.Find(tls.Certificates[i], names.Certificates, "certificate", $"{path}.tls.certificates[{i}]", errors);
        }

        if (tls.ClientCertificates is { } clients)
        {
            DocumentFiles.OneOf(clients.AuthorityFile, clients.AuthorityPem, $"{path}.tls.client_certificates", "authority_file", "authority_pem", errors);
            DocumentFiles.Probe(clients.AuthorityFile, $"{path}.tls.client_certificates.authority_file", errors, files);
        }
    }

    private static void CheckCertificate(CertificateSection certificate, string path, DocumentErrors errors, IDocumentFiles? files)
    {
        DocumentFiles.OneOf(certificate.CertificateFile, certificate.CertificatePem, path, "certificate_file", "certificate_pem", errors);
        DocumentFiles.OneOf(certificate.KeyFile, certificate.KeyPem, path, "key_file", "key_pem", errors);
        DocumentFiles.Probe(certificate.CertificateFile, $"{path}.certificate_file", errors, files);
        DocumentFiles.Probe(certificate.KeyFile, $"{path}.key_file", errors, files);
    }
}
