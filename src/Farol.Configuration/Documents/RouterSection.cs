namespace Farol.Configuration.Documents;

/// <summary>One entry of <c>routers:</c> in the configuration file, validated. Secrets are in the clear here: never log it.</summary>
public sealed record RouterSection
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Host { get; init; }

    /// <summary>1 to 65535; 22 for SSH, 23 for Telnet unless given.</summary>
    public required int Port { get; init; }

    /// <summary>"ssh" or "telnet".</summary>
    public required string Protocol { get; init; }

    public required string Username { get; init; }

    public string? Password { get; init; }

    public string? PrivateKeyFile { get; init; }

    public string? PrivateKeyPassphrase { get; init; }

    public string? ChangeUsername { get; init; }

    public string? ChangePassword { get; init; }

    /// <summary>SHA256 fingerprint to trust; otherwise the first key seen is pinned.</summary>
    public string? HostKeyFingerprint { get; init; }

    public bool AllowLegacyAlgorithms { get; init; }

    /// <summary>Name patterns (<c>*</c>, <c>?</c>) of the physical ports that lead to the network.</summary>
    public IReadOnlyList<string> Uplinks { get; init; } = [];

    /// <summary>1 to 4: a router has 5 to 21 terminals for everybody.</summary>
    public int MaxSessions { get; init; } = 2;

    /// <summary>Where it stands in the file, for messages.</summary>
    public int Line { get; init; }

    public override string ToString() => $"{Id} ({Protocol}://{Username}@{Host}:{Port})";
}
