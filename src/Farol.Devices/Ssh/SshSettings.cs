namespace Farol.Devices.Ssh;

/// <summary>How one router is reached over SSH. Immutable; <see cref="Validate"/> before use.</summary>
public sealed record SshSettings
{
    /// <summary>Name or address (IPv4 or IPv6).</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 22;

    public required string Username { get; init; }

    /// <summary>Used for password and keyboard-interactive login. Never shown.</summary>
    public string? Password { get; init; }

    /// <summary>Path of a private key (OpenSSH or PEM), tried before the password.</summary>
    public string? PrivateKeyFile { get; init; }

    /// <summary>Never shown.</summary>
    public string? PrivateKeyPassphrase { get; init; }

    /// <summary>"SHA256:…" as <c>ssh-keygen -l</c> prints it. If set, only this key is accepted and no pin is asked.</summary>
    public string? TrustedHostKey { get; init; }

    /// <summary>Comma-separated, best first; null takes <see cref="SshAlgorithms"/>' modern list.</summary>
    public string? KeyExchangeAlgorithms { get; init; }

    /// <inheritdoc cref="KeyExchangeAlgorithms"/>
    public string? HostKeyAlgorithms { get; init; }

    /// <inheritdoc cref="KeyExchangeAlgorithms"/>
    public string? Ciphers { get; init; }

    /// <inheritdoc cref="KeyExchangeAlgorithms"/>
    public string? Macs { get; init; }

    /// <summary>Adds the old algorithms (SHA-1, CBC) after the modern ones, for routers that know no other.</summary>
    public bool AllowLegacyAlgorithms { get; init; }

    /// <summary>Name resolution and TCP together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A router's small processor needs seconds for a group of 8192 bits.</summary>
    public TimeSpan KeyExchangeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A RADIUS server behind the router may retry for 15 s; the router itself gives up after 60 s.</summary>
    public TimeSpan AuthenticationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ShellTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Width of the terminal, wide so that the router breaks no line of a table.</summary>
    public int Columns { get; init; } = 511;

    public int Rows { get; init; } = 24;

    /// <summary>"host:port"; an IPv6 address in brackets.</summary>
    public string Target => HostAndPort.Text(Host, Port);

    /// <summary>Everything that cannot work, each naming its setting; empty if all is well.</summary>
    public IReadOnlyList<string> Validate() => SshSettingsValidator.Validate(this);

    public override string ToString() => $"ssh {Username}@{Target}";
}
