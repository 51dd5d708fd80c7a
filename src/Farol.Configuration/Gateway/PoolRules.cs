using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway;

/// <summary>What holds of pools beyond their single values.</summary>
internal static class PoolRules
{
    public static void Check(GatewayDocument document, DocumentNames names, DocumentErrors errors, IDocumentFiles? files)
    {
        DocumentNames.Unique(document.Pools.Select((p, i) => (p.Name, $"pools[{i}].name")), "pool", errors);
        DocumentNames.Unique(
            document.Pools.SelectMany((p, i) => p.Backends.Select((b, j) => (b.Id, $"pools[{i}].backends[{j}].id"))), "backend", errors);
        for (var i = 0; i < document.Pools.Count; i++)
        {
            CheckPool(document.Pools[i], $"pools[{i}]", document.Gateway, errors);
            DocumentNames.Find(document.Pools[i].Tenant, names.Tenants, "tenant", $"pools[{i}].tenant", errors);
            DocumentNames.Find(document.Pools[i].Tls?.ClientCertificate, names.Certificates, "certificate", $"pools[{i}].tls.client_certificate", errors);
            DocumentFiles.Probe(document.Pools[i].Tls?.AuthorityFile, $"pools[{i}].tls.authority_file", errors, files);
        }

        DocumentFiles.Probe(document.Gateway.GeoDatabase, "gateway.geo_database", errors, files);
    }

    private static void CheckPool(PoolSection pool, string path, GlobalSection gateway, DocumentErrors errors)
    {
        if (pool.Backends.Count == 0)
        {
            errors.Judge($"{path}.backends", "needs at least one backend, such as - address: 10.0.0.1:8080");
        }

        CheckAlgorithm(pool, path, gateway, errors);
        CheckHealth(pool.HealthCheck, $"{path}.health_check", errors);
        for (var i = 0; i < pool.Backends.Count; i++)
        {
            CheckHealth(pool.Backends[i].HealthCheck, $"{path}.backends[{i}].health_check", errors);
        }

        if (pool.PassiveHealth.MaxEjection < pool.PassiveHealth.Ejection)
        {
            errors.Judge($"{path}.passive_health.max_ejection", "is shorter than ejection, which it bounds");
        }

        if (pool is { Protocol: BackendProtocol.Http2, SendProxyProtocol: not ProxyProtocolVersion.Off })
        {
            errors.Judge($"{path}.send_proxy_protocol", "cannot go with protocol: http2, whose connections carry requests of many clients; backends are told by X-Forwarded-For");
        }

        if (pool.Tls is { AuthorityFile.Length: > 0, AuthorityPem.Length: > 0 })
        {
            errors.Judge($"{path}.tls.authority_pem", "is given beside authority_file; one of them is enough");
        }
    }

    private static void CheckAlgorithm(PoolSection pool, string path, GlobalSection gateway, DocumentErrors errors)
    {
        if (pool.HashOn != new HashOnSection() && pool.Algorithm != BalancingAlgorithm.ConsistentHash)
        {
            errors.Judge($"{path}.hash_on", "has a use only with algorithm: consistent_hash");
        }

        var needsName = pool.HashOn.Source is HashSource.Header or HashSource.Cookie;
        if (needsName && string.IsNullOrEmpty(pool.HashOn.Name))
        {
            errors.Judge($"{path}.hash_on.name", "is required with source: header and source: cookie, such as name: X-User");
        }
        else if (!needsName && !string.IsNullOrEmpty(pool.HashOn.Name))
        {
            errors.Judge($"{path}.hash_on.name", "has a use only with source: header and source: cookie");
        }

        if (pool.StickySessions is not null && pool.Algorithm is BalancingAlgorithm.IpHash or BalancingAlgorithm.ConsistentHash)
        {
            errors.Judge($"{path}.sticky_sessions", "the hash keeps clients with their backends already; use another algorithm, or take sticky_sessions out");
        }

        if (pool.Algorithm == BalancingAlgorithm.GeoProximity && pool.Backends.All(b => b.Region is null))
        {
            errors.Judge($"{path}.algorithm", "geo_proximity needs region on the backends");
        }
        else if (pool.Algorithm == BalancingAlgorithm.GeoProximity && gateway.Region is null && gateway.GeoDatabase is null)
        {
            errors.Judge($"{path}.algorithm", "geo_proximity needs gateway.geo_database, which tells where clients are, or gateway.region, where this gateway stands");
        }
    }

    private static void CheckHealth(HealthCheckSection? check, string path, DocumentErrors errors)
    {
        if (check is null)
        {
            return;
        }

        if (check.Timeout > check.Interval)
        {
            errors.Judge($"{path}.timeout", $"{Duration.Format(check.Timeout)} is longer than the interval ({Duration.Format(check.Interval)}): checks would overlap");
        }

        if (check.Kind == HealthCheckKind.Tcp && (check.ExpectedBody is not null || check.Path != "/"))
        {
            errors.Judge($"{path}.kind", "tcp asks for no path and reads no body; use http, or take path and expected_body out");
        }

        if (check.ExpectedStatus.Count == 0)
        {
            errors.Judge($"{path}.expected_status", "is empty: no answer could be good");
        }
    }
}
