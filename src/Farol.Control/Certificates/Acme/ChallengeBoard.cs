using System.Collections.Immutable;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Certificates.Acme;

/// <summary>
/// The answers to challenges under way, for the gateways. Where there is no certificate yet, the one that answers TLS-ALPN-01 opens the listener for TLS:
/// without it the authority would find nobody at the port. It is added after all other parts.
/// </summary>
internal sealed class ChallengeBoard : IDocumentPart
{
    private ImmutableList<AcmeChallengeSection> _answers = [];

    public void Set(IEnumerable<AcmeChallengeSection> answers) => Volatile.Write(ref _answers, [.. answers]);

    /// <summary>Takes all answers away; false: there were none.</summary>
    public bool Clear() => !Interlocked.Exchange(ref _answers, []).IsEmpty;

    public GatewayDocument AddTo(GatewayDocument document)
    {
        var answers = Volatile.Read(ref _answers);
        if (answers.IsEmpty)
        {
            return document;
        }

        var shown = document with { AcmeChallenges = [.. document.AcmeChallenges, .. answers] };
        return document.Certificates.Count == 0 && answers.Find(a => a.CertificatePem is not null) is { } first
            ? shown with { Certificates = [new CertificateSection { Name = "acme-challenge", CertificatePem = first.CertificatePem, KeyPem = first.KeyPem, Hosts = [first.Host] }] }
            : shown;
    }
}
