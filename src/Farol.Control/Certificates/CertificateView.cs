using Farol.Access.Accounts;
using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Control.Revisions;

namespace Farol.Control.Certificates;

/// <summary>Certificates as people see them: those by API, and for the platform those of the configuration file.</summary>
internal sealed class CertificateView(CertificateList certificates, Func<IConfiguration?> configuration, Func<IGatewayFleet?> fleet, TimeProvider time)
{
    private const string FilePrefix = "file:";

    /// <param name="tenantId">Null: everybody's.</param>
    public IReadOnlyList<CertificateBody> List(string? tenantId) =>
        [.. tenantId is null or PlatformTenant.Id ? FromFile() : [], .. certificates.List(tenantId).Select(Of)];

    /// <summary>Null: the tenant has no such certificate.</summary>
    public CertificateBody? Find(string tenantId, string id) => IsFromFile(id)
        ? tenantId == PlatformTenant.Id ? FromFile().FirstOrDefault(c => c.Id == id) : null
        : certificates.Find(tenantId, id) is { } entry ? Of(entry) : null;

    /// <summary>Whether there is such a certificate, whoever has it.</summary>
    public bool IsSomebodys(string id) => IsFromFile(id) || certificates.IsSomebodys(id);

    /// <summary>The configuration file of a certificate that only stands there; null: it is none of a file's.</summary>
    public string? FileOf(string tenantId, string id) => IsFromFile(id) && Find(tenantId, id) is not null ? configuration()?.Current.FileName ?? "the configuration file" : null;

    public CertificateBody Of(CertificateEntry entry)
    {
        var chain = entry.ChainPem is { } pem ? PemChain.Read(pem, out _) : entry.CertificateFile is { } file ? ReadFile(file) : null;
        var isOrdered = entry.Source == CertificateSource.Acme;
        return Describe(chain) with
        {
            Id = entry.Id,
            TenantId = entry.TenantId,
            Name = entry.Name,
            ManagedBy = "api",
            Source = CertificateWords.Of(entry.Source),
            Hosts = entry.Hosts,
            Status = isOrdered && chain is null ? entry.Error is null ? "pending" : "failed" : Status(chain),
            InForce = chain is null && isOrdered ? null : IsInForce() is { } isNewest ? isNewest && certificates.IsTaken(entry) : null,
            Gateways = Gateways(chain is null && isOrdered ? null : certificates.IsTaken(entry)),
            CertificateFile = entry.CertificateFile,
            KeyFile = entry.KeyFile,
            Challenge = entry.Challenge,
            Error = entry.Error,
            Attempts = isOrdered ? entry.Attempts : null,
            NextAttemptAt = entry.NextAttemptAt,
            CreatedAt = entry.CreatedAt,
            CreatedBy = entry.CreatedBy,
            ChangedAt = entry.ChangedAt,
        };
    }

    private static bool IsFromFile(string id) => id.StartsWith(FilePrefix, StringComparison.Ordinal);

    private IEnumerable<CertificateBody> FromFile() => (configuration()?.Current.File.Certificates ?? []).Select(Of);

    private CertificateBody Of(CertificateSection section)
    {
        var chain = section.CertificatePem is { } pem ? PemChain.Read(pem, out _) : section.CertificateFile is { } file ? ReadFile(file) : null;
        return Describe(chain) with
        {
            Id = FilePrefix + section.Name,
            Name = section.Name,
            Hosts = section.Hosts.Count > 0 ? section.Hosts : chain?.Names ?? [],
            Status = Status(chain),
            InForce = IsInForce(),
            Gateways = Gateways(isTaken: true),
            CertificateFile = section.CertificateFile,
            KeyFile = section.KeyFile,
        };
    }

    private static CertificateBody Describe(PemChain? chain) => new()
    {
        Id = "",
        TenantId = PlatformTenant.Id,
        Name = "",
        ManagedBy = "file",
        Source = "file",
        Hosts = [],
        Status = "",
        Issuer = chain?.Issuer,
        SerialNumber = chain?.SerialNumber,
        FingerprintSha256 = chain?.FingerprintSha256,
        NotBefore = chain?.NotBefore,
        NotAfter = chain?.NotAfter,
    };

    private string Status(PemChain? chain)
    {
        var now = time.GetUtcNow();
        return chain is null ? "unknown" : chain.NotAfter <= now ? "expired" : chain.NotBefore > now ? "not_yet_valid" : "valid";
    }

    /// <summary>The newest document is in force, or it is not: a gateway takes it whole.</summary>
    private bool? IsInForce()
    {
        var linked = fleet()?.All.Where(g => g.IsConnected).ToList() ?? [];
        return linked.Count == 0 ? null : linked.TrueForAll(HasNewest);
    }

    /// <param name="isTaken">Whether it stands in the newest document; null: there is nothing to stand there yet.</param>
    private IReadOnlyList<CertificateBody.HolderBody> Gateways(bool? isTaken) =>
        [.. (fleet()?.All ?? []).Select(g => new CertificateBody.HolderBody(g.Name, g.IsConnected, g.IsConnected && isTaken is { } stands ? stands && HasNewest(g) : null))];

    private static bool HasNewest(LinkedGateway gateway) => gateway is { Applied: not null, Refused: null };

    /// <summary>Null: it is on another machine, or cannot be read.</summary>
    private static PemChain? ReadFile(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= PemChain.MaxPemLength } ? PemChain.Read(File.ReadAllText(path), out _) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
