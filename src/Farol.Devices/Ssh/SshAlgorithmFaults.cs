using System.Text.RegularExpressions;

namespace Farol.Devices.Ssh;

/// <summary>Turns a failed agreement on algorithms into what was offered and which setting mends it.</summary>
internal static partial class SshAlgorithmFaults
{
    private const string GoneHostKey = "ssh-dss";

    /// <summary>The error of a name in the router's own lists that libssh does not have.</summary>
    public static DeviceException Unknown(string target, string setting, string algorithm) => new(
        DeviceFault.AlgorithmMismatch,
        algorithm == GoneHostKey
            ? $"{target}: {setting} names ssh-dss, which libssh no longer has; {MakeNewKey}"
            : $"{target}: {setting} names \"{algorithm}\", which libssh does not have; correct the name or take it out of the list");

    /// <summary>The error of a key exchange that found nothing in common; null if libssh's text says something else.</summary>
    public static DeviceException? FromLibssh(string target, string error)
    {
        if (NoMatch().Match(error) is not { Success: true } match)
        {
            return null;
        }

        var (kind, server, ours) = (match.Groups["kind"].Value, match.Groups["server"].Value, match.Groups["client"].Value);
        return new DeviceException(
            DeviceFault.AlgorithmMismatch,
            $"{target} and Farol have no {Name(kind)} in common: the router offers {server}; Farol offers {ours}; {Fix(kind, server)}");
    }

    private const string MakeNewKey = "make an RSA or ECC key on the router (`rsa local-key-pair create`, then `ssh server publickey rsa_sha2_256`)";

    private static string Name(string kind) => kind switch
    {
        _ when kind.Contains("kex", StringComparison.Ordinal) => "key exchange algorithm",
        _ when kind.Contains("hostkey", StringComparison.Ordinal) || kind.Contains("host key", StringComparison.Ordinal) => "host key algorithm",
        _ when kind.Contains("encryption", StringComparison.Ordinal) => "cipher",
        _ when kind.Contains("mac", StringComparison.Ordinal) => "message authentication code",
        _ => kind,
    };

    private static string Fix(string kind, string server)
    {
        var offered = server.Split(',');
        var legacy = $"{SshAlgorithms.LegacyKeyExchange},{SshAlgorithms.LegacyHostKeys},{SshAlgorithms.LegacyCiphers},{SshAlgorithms.LegacyMacs}".Split(',');
        if (offered.Intersect(legacy).Any())
        {
            return "set AllowLegacyAlgorithms for this router, or better enable a newer algorithm on it";
        }

        var setting = Name(kind) switch
        {
            "key exchange algorithm" => "KeyExchangeAlgorithms",
            "host key algorithm" => "HostKeyAlgorithms",
            "cipher" => "Ciphers",
            _ => "Macs",
        };
        return offered is [GoneHostKey] ? $"ssh-dss is no longer in libssh: {MakeNewKey}" : $"widen {setting} or enable one of ours on the router";
    }

    /// <summary>libssh, kex.c: "kex error : no match for method %s: server [%s], client [%s]", cut after 1023 bytes.</summary>
    [GeneratedRegex(@"no match for method (?<kind>[^:]+): server \[(?<server>[^\]]*)(\], client \[(?<client>[^\]]*))?")]
    private static partial Regex NoMatch();
}
