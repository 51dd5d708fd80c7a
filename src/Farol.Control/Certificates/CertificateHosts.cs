using Farol.Access.Accounts;
using Farol.Configuration.Gateway;
using Farol.Control.Hosts;

namespace Farol.Control.Certificates;

/// <summary>Which host names a certificate may be for.</summary>
/// <param name="owners">Null: nothing here knows which tenant owns which host, so tenants have none.</param>
internal sealed class CertificateHosts(Func<IHostOwners?> owners, Func<IReservedHosts?> reserved)
{
    /// <summary>As many as public authorities take.</summary>
    private const int MaxHosts = 100;
    private const int MaxHostLength = 253;

    /// <summary>In lower case, without the root's dot; null with a fault in words.</summary>
    public static IReadOnlyList<string>? Normalise(IReadOnlyList<string> hosts, out string? fault)
    {
        var names = hosts.Select(h => h.Trim().TrimEnd('.').ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        fault = names.Count switch
        {
            0 => "names at least one host, such as www.example.com",
            > MaxHosts => $"names at most {MaxHosts} hosts",
            _ => names.Find(n => !IsName(n)) is { } wrong ? $"\"{(wrong.Length > MaxHostLength ? wrong[..20] + "…" : wrong)}\" is no host name; write one of another alphabet in its ASCII form (xn--…)" : null,
        };
        return fault is null ? names : null;
    }

    /// <summary>Whether a certificate for these names is one for the host; <c>*.example.com</c> stands for one label.</summary>
    public static bool Covers(IReadOnlyList<string> names, string host) =>
        names.Contains(host) || (host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && names.Contains("*" + host[dot..]));

    /// <summary>Why the tenant may not have certificates for these; null: it may.</summary>
    public async Task<HostObstacle?> FindObstacleAsync(string tenantId, IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        if (tenantId == PlatformTenant.Id)
        {
            return null;
        }

        if (owners() is not { } known)
        {
            return new HostObstacle("are not known to be this tenant's: host names cannot be proven in this installation");
        }

        foreach (var host in hosts)
        {
            if (reserved()?.IsReserved(host) == true)
            {
                return new HostObstacle($"{host} is the installation's own");
            }

            if (await known.FindObstacleAsync(tenantId, host, cancellationToken) is { } obstacle)
            {
                return obstacle with { Words = $"{host}: {obstacle.Words}" };
            }
        }

        return null;
    }

    private static bool IsName(string host)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return name.Length is > 0 and <= MaxHostLength && char.IsAsciiLetterOrDigit(name[0]) && HostPort.TryParse(name + ":1", out _)
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && !System.Net.IPAddress.TryParse(name, out _);
    }
}
