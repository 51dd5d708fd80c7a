using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Control.Certificates.Acme;

namespace Farol.Control.Certificates;

/// <summary>Reads what somebody sends into an entry; all errors at once.</summary>
internal sealed class CertificateCheck(string tenantId, AcmeOptions acme, CertificateHosts owners, DateTimeOffset now)
{
    private const int MaxNameLength = 100;
    private const int MaxPathLength = 1_000;

    private readonly Dictionary<string, string[]> _errors = [];
    private readonly Dictionary<string, string> _codes = [];

    /// <summary>What is wrong; null: nothing.</summary>
    public ApiProblem? Problem => _errors.Count == 0 ? null : ApiProblem.Invalid(_errors, _codes.Count == 0 ? null : _codes);

    /// <summary>Null: <see cref="Problem"/> says why. Id and who made it are not set.</summary>
    public async Task<CertificateEntry?> ReadAsync(CertificateRequestBody request, CancellationToken cancellationToken)
    {
        var hosts = request.Hosts is null ? null : CheckHosts(request.Hosts);
        var entry = request switch
        {
            { Acme: true } => Order(request, hosts),
            { CertificateFile: not null } or { KeyFile: not null } => Files(request, hosts),
            _ => Upload(request, hosts),
        };
        if (_errors.Count == 0 && await owners.FindObstacleAsync(tenantId, entry.Hosts, cancellationToken) is { } obstacle)
        {
            _errors["hosts"] = [obstacle.Words];
            if (obstacle.Code is { } code)
            {
                _codes["hosts"] = code;
            }
        }

        entry = entry with { Name = request.Name ?? (entry.Hosts.Count > 0 ? entry.Hosts[0] : "") };
        if (entry.Name.Length is 0 or > MaxNameLength || !entry.Name.All(c => char.IsAsciiLetterOrDigit(c) || "-_.*".Contains(c, StringComparison.Ordinal)))
        {
            _errors.TryAdd("name", [$"has 1 to {MaxNameLength} letters, digits, \"-\", \"_\", \".\", \"*\""]);
        }

        return _errors.Count == 0 ? entry : null;
    }

    private CertificateEntry Upload(CertificateRequestBody request, IReadOnlyList<string>? hosts)
    {
        Refuse(request.Challenge, "challenge", "belongs to an order: \"acme\": true");
        if (string.IsNullOrEmpty(request.KeyPem))
        {
            _errors["private_key"] = ["is required: the key in PEM"];
        }

        if (string.IsNullOrEmpty(request.ChainPem))
        {
            _errors["certificate"] = ["is required: the chain in PEM; or certificate_file and key_file; or \"acme\": true with hosts"];
            return New(CertificateSource.Upload, hosts ?? []);
        }

        var chain = PemChain.Read(request.ChainPem, out var fault);
        if (chain is null)
        {
            _errors["certificate"] = [fault!];
        }
        else if (FindTimeFault(chain) is { } wrong)
        {
            _errors["certificate"] = [wrong];
        }
        else if (!string.IsNullOrEmpty(request.KeyPem) && PemChain.FindKeyFault(request.ChainPem, request.KeyPem) is { } mismatch)
        {
            _errors["private_key"] = [mismatch];
        }

        return New(CertificateSource.Upload, chain is null ? hosts ?? [] : Hosts(chain, hosts)) with { ChainPem = request.ChainPem, KeyPem = request.KeyPem };
    }

    private CertificateEntry Files(CertificateRequestBody request, IReadOnlyList<string>? hosts)
    {
        Refuse(request.ChainPem, "certificate", "is given instead of certificate_file, not with it");
        Refuse(request.KeyPem, "private_key", "is given instead of key_file, not with it");
        Refuse(request.Challenge, "challenge", "belongs to an order: \"acme\": true");
        if (tenantId != PlatformTenant.Id)
        {
            _errors["certificate_file"] = ["is for the platform alone: send the chain and its key"];
            return New(CertificateSource.File, hosts ?? []);
        }

        CheckPath("certificate_file", request.CertificateFile);
        CheckPath("key_file", request.KeyFile);
        if (_errors.ContainsKey("certificate_file") || _errors.ContainsKey("key_file"))
        {
            return New(CertificateSource.File, hosts ?? []);
        }

        var chainPem = ReadFile("certificate_file", request.CertificateFile!);
        var keyPem = ReadFile("key_file", request.KeyFile!);
        var chain = chainPem is null ? null : PemChain.Read(chainPem, out _);
        if (chainPem is not null && chain is null)
        {
            _errors["certificate_file"] = ["holds no chain in PEM"];
        }
        else if (chain is not null && FindTimeFault(chain) is { } wrong)
        {
            _errors["certificate_file"] = [wrong];
        }
        else if (chain is not null && keyPem is not null && PemChain.FindKeyFault(chainPem!, keyPem) is { } mismatch)
        {
            _errors["key_file"] = [mismatch];
        }

        return New(CertificateSource.File, chain is null ? hosts ?? [] : Hosts(chain, hosts)) with { CertificateFile = request.CertificateFile, KeyFile = request.KeyFile };
    }

    private CertificateEntry Order(CertificateRequestBody request, IReadOnlyList<string>? hosts)
    {
        Refuse(request.ChainPem, "certificate", "is issued by the authority: leave it out, or leave acme out");
        Refuse(request.KeyPem, "private_key", "is made here: leave it out, or leave acme out");
        Refuse(request.CertificateFile ?? request.KeyFile, "certificate_file", "is for files: leave it out, or leave acme out");
        if (!acme.AgreesToTerms)
        {
            _errors["acme"] = ["needs the authority's terms of service agreed to: set FAROL_ACME_AGREE_TO_TERMS=true"];
        }

        if (request.Challenge is not (null or CertificateWords.Http or CertificateWords.TlsAlpn))
        {
            _errors["challenge"] = [$"is {CertificateWords.Http} or {CertificateWords.TlsAlpn}"];
        }

        if (request.Hosts is null)
        {
            _errors["hosts"] = ["is required: the names that the certificate is to be for"];
        }
        else if (hosts?.FirstOrDefault(h => h[0] == '*') is { } wildcard)
        {
            _errors["hosts"] = [$"{wildcard}: authorities issue wildcards by DNS records alone, which is not done here; upload one"];
        }

        return New(CertificateSource.Acme, hosts ?? []) with { Challenge = request.Challenge ?? CertificateWords.Http, NextAttemptAt = now };
    }

    private IReadOnlyList<string>? CheckHosts(IReadOnlyList<string> given)
    {
        var hosts = CertificateHosts.Normalise([.. given.Select(h => h ?? "")], out var fault);
        if (fault is not null)
        {
            _errors["hosts"] = [fault];
        }

        return hosts;
    }

    private IReadOnlyList<string> Hosts(PemChain chain, IReadOnlyList<string>? hosts)
    {
        if (chain.Names.Count == 0)
        {
            _errors["certificate"] = ["names no host"];
        }
        else if (hosts?.FirstOrDefault(h => !CertificateHosts.Covers(chain.Names, h)) is { } missing)
        {
            _errors["hosts"] = [$"{missing} is not in the certificate, which is for {string.Join(", ", chain.Names.Take(5))}"];
        }
        else if (hosts is null)
        {
            return CheckHosts(chain.Names) ?? [];
        }

        return hosts ?? [];
    }

    private string? FindTimeFault(PemChain chain) => chain.NotAfter <= now
        ? $"has ended on {chain.NotAfter.UtcDateTime:yyyy-MM-dd}"
        : chain.NotBefore > now ? $"begins on {chain.NotBefore.UtcDateTime:yyyy-MM-dd} only: clients would refuse it" : null;

    private void CheckPath(string field, string? path)
    {
        if (path is not { Length: > 0 and <= MaxPathLength } || !Path.IsPathFullyQualified(path))
        {
            _errors[field] = ["is required: a path from the root, of a file that the gateway may read"];
        }
    }

    private string? ReadFile(string field, string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: <= PemChain.MaxPemLength })
            {
                return File.ReadAllText(path);
            }

            _errors[field] = [$"{path} does not exist, or is larger than {PemChain.MaxPemLength} bytes"];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            _errors[field] = [$"{path} cannot be read by this user"];
        }

        return null;
    }

    private void Refuse(string? value, string field, string why)
    {
        if (value is not null)
        {
            _errors[field] = [why];
        }
    }

    private CertificateEntry New(CertificateSource source, IReadOnlyList<string> hosts) => new()
    {
        Id = "",
        TenantId = tenantId,
        Name = "",
        Source = source,
        Hosts = hosts,
        CreatedAt = now,
        CreatedBy = "",
        ChangedAt = now,
    };
}
