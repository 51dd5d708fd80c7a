using Farol.Configuration.Gateway;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Health;

/// <summary>A backend and how it is checked. Equal ones need no other check.</summary>
/// <param name="ClientCertificate">What the pool presents to its backends; null: nothing.</param>
internal sealed record CheckTarget(Backend Backend, Pool Pool, HealthCheckSection Check, CertificateSection? ClientCertificate)
{
    /// <summary>All that is checked in a snapshot.</summary>
    public static IEnumerable<CheckTarget> Of(GatewaySnapshot snapshot)
    {
        var certificates = snapshot.Document.Certificates.ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (var pool in snapshot.Pools)
        {
            var certificate = pool.Settings.Tls?.ClientCertificate is { } name ? certificates.GetValueOrDefault(name) : null;
            for (var i = 0; i < pool.Backends.Length; i++)
            {
                if ((pool.Settings.Backends[i].HealthCheck ?? pool.Settings.HealthCheck) is { } check)
                {
                    yield return new CheckTarget(pool.Backends[i], pool, check, certificate);
                }
            }
        }
    }

    /// <summary>Whether both are checked in the same way; the pool object may differ in what no check looks at.</summary>
    public bool IsCheckedAs(CheckTarget other) =>
        ReferenceEquals(Backend, other.Backend)
        && Check == other.Check
        && ClientCertificate == other.ClientCertificate
        && Pool.Settings.Tls == other.Pool.Settings.Tls
        && Pool.Settings.Protocol == other.Pool.Settings.Protocol
        && Pool.Settings.SendProxyProtocol == other.Pool.Settings.SendProxyProtocol;
}
