using Farol.Configuration.Settings;
using Farol.Control.Certificates;
using Farol.Control.Certificates.Acme;

namespace Farol.Settings;

/// <summary>The settings of certificates and of the authority that issues them.</summary>
internal static class CertificateSettings
{
    public static CertificateOptions Read(SettingsReader reader)
    {
        var defaults = new CertificateOptions();
        return new CertificateOptions
        {
            MaxCertificates = reader.Integer("CERTIFICATES_MAX", defaults.MaxCertificates, 1, 100_000),
            MaxCertificatesPerTenant = reader.Integer("CERTIFICATES_MAX_PER_TENANT", defaults.MaxCertificatesPerTenant, 1, 100_000),
            Acme = new AcmeOptions
            {
                Directory = Directory(reader, defaults.Acme.Directory),
                Email = Email(reader),
                AuthorityFile = reader.Text("FAROL_ACME_CA_FILE"),
                AgreesToTerms = reader.Flag("FAROL_ACME_AGREE_TO_TERMS", otherwise: false),
            },
        };
    }

    /// <summary>RFC 8555, 6.1: the protocol is spoken over https alone.</summary>
    private static Uri Directory(SettingsReader reader, Uri otherwise)
    {
        if (reader.Text("FAROL_ACME_DIRECTORY") is not { } text)
        {
            return otherwise;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var directory) && directory.Scheme == Uri.UriSchemeHttps)
        {
            return directory;
        }

        reader.Add("FAROL_ACME_DIRECTORY", "is no https address");
        return otherwise;
    }

    private static string? Email(SettingsReader reader)
    {
        var email = reader.Text("FAROL_ACME_EMAIL");
        if (email is not null && (email.Count(c => c == '@') != 1 || email.Any(char.IsWhiteSpace)))
        {
            reader.Add("FAROL_ACME_EMAIL", "is no e-mail address");
        }

        return email;
    }
}
