using System.Buffers.Text;

namespace Farol.Devices.Ssh;

/// <summary>Finds everything in the settings that cannot work, before a socket is opened.</summary>
internal static class SshSettingsValidator
{
    /// <summary>VRP takes 253 characters; a bound for what goes into a packet.</summary>
    private const int MaxUsernameLength = 256;

    private const int MaxPasswordLength = 1024;
    private const int MaxListLength = 2048;
    private const string FingerprintPrefix = "SHA256:";
    private const int FingerprintLength = 43;

    public static IReadOnlyList<string> Validate(SshSettings settings)
    {
        var errors = new List<string>();
        EndpointRules.Check(settings.Host, settings.Port, errors);
        CheckCredentials(settings, errors);
        CheckList(nameof(settings.KeyExchangeAlgorithms), settings.KeyExchangeAlgorithms, errors);
        CheckList(nameof(settings.HostKeyAlgorithms), settings.HostKeyAlgorithms, errors);
        CheckList(nameof(settings.Ciphers), settings.Ciphers, errors);
        CheckList(nameof(settings.Macs), settings.Macs, errors);
        CheckFingerprint(settings.TrustedHostKey, errors);
        EndpointRules.CheckTimeout(nameof(settings.ConnectTimeout), settings.ConnectTimeout, errors);
        EndpointRules.CheckTimeout(nameof(settings.KeyExchangeTimeout), settings.KeyExchangeTimeout, errors);
        EndpointRules.CheckTimeout(nameof(settings.AuthenticationTimeout), settings.AuthenticationTimeout, errors);
        EndpointRules.CheckTimeout(nameof(settings.ShellTimeout), settings.ShellTimeout, errors);
        EndpointRules.CheckSize(settings.Columns, settings.Rows, errors);
        return errors;
    }

    private static void CheckCredentials(SshSettings settings, List<string> errors)
    {
        if (string.IsNullOrEmpty(settings.Username) || settings.Username.Length > MaxUsernameLength || settings.Username.Contains('\0'))
        {
            errors.Add($"Username: write 1 to {MaxUsernameLength} characters");
        }

        if (settings.Password is null && settings.PrivateKeyFile is null)
        {
            errors.Add("Password: neither a password nor a PrivateKeyFile is set; one is needed to log in");
        }

        if (settings.Password?.Length > MaxPasswordLength || settings.Password?.Contains('\0') is true)
        {
            errors.Add($"Password: write at most {MaxPasswordLength} characters, none of them NUL");
        }

        if (settings.PrivateKeyFile is not null && string.IsNullOrWhiteSpace(settings.PrivateKeyFile))
        {
            errors.Add("PrivateKeyFile: is empty; write the path of the private key or leave the setting out");
        }
    }

    private static void CheckList(string setting, string? list, List<string> errors)
    {
        if (list is null)
        {
            return;
        }

        if (list.Length > MaxListLength || list.Split(',').All(string.IsNullOrWhiteSpace))
        {
            errors.Add($"{setting}: write algorithm names with commas between, at most {MaxListLength} characters, or leave the setting out");
        }
    }

    private static void CheckFingerprint(string? fingerprint, List<string> errors)
    {
        if (fingerprint is null)
        {
            return;
        }

        var base64 = fingerprint.StartsWith(FingerprintPrefix, StringComparison.Ordinal) ? fingerprint[FingerprintPrefix.Length..] : "";
        if (base64.Length != FingerprintLength || !Base64.IsValid(base64 + "="))
        {
            errors.Add("TrustedHostKey: is no SHA256 fingerprint; write it as `ssh-keygen -l` prints it, \"SHA256:\" and 43 characters");
        }
    }
}
