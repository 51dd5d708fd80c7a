using System.Collections.Immutable;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Control.Tenants;

namespace Farol.Control.Certificates;

/// <summary>The certificates in memory, and how gateways get them.</summary>
internal sealed class CertificateTable : IDocumentPart
{
    private ImmutableDictionary<string, CertificateEntry> _entries = ImmutableDictionary<string, CertificateEntry>.Empty;

    private ImmutableDictionary<string, CertificateEntry> _taken = ImmutableDictionary<string, CertificateEntry>.Empty;

    /// <summary>By id.</summary>
    public ImmutableDictionary<string, CertificateEntry> Entries => Volatile.Read(ref _entries);

    public void Set(ImmutableDictionary<string, CertificateEntry> entries) => Volatile.Write(ref _entries, entries);

    /// <summary>The entries that gateways have taken, as far as any is linked.</summary>
    public ImmutableDictionary<string, CertificateEntry> Taken => Volatile.Read(ref _taken);

    public void Confirm(ImmutableDictionary<string, CertificateEntry> entries) => Volatile.Write(ref _taken, entries);

    public GatewayDocument AddTo(GatewayDocument document)
    {
        // What the file names wins: a certificate by API of the same name is refused when it is made, but the file may change afterwards.
        var taken = document.Certificates.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var entries = Entries.Values
            .Where(e => (e.ChainPem is not null || e.CertificateFile is not null) && !taken.Contains(Qualified(e)))
            .OrderBy(e => e.Id, StringComparer.Ordinal);
        return document with { Certificates = [.. document.Certificates, .. entries.Select(Section)] };
    }

    public static string Qualified(CertificateEntry entry) => TenantNames.Qualify(entry.TenantId, entry.Name);

    private static CertificateSection Section(CertificateEntry entry) => new()
    {
        Name = Qualified(entry),
        CertificatePem = entry.ChainPem,
        KeyPem = entry.KeyPem,
        CertificateFile = entry.CertificateFile,
        KeyFile = entry.KeyFile,
        Hosts = [.. entry.Hosts],
    };
}
