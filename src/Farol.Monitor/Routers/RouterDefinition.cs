namespace Farol.Monitor.Routers;

/// <summary>A router as it is configured. Secrets are in the clear here and live only in memory.</summary>
public sealed record RouterDefinition
{
    public required string Id { get; init; }

    /// <summary>The tenant that owns it; roles are judged there.</summary>
    public required string TenantId { get; init; }

    public required string Name { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required RouterProtocol Protocol { get; init; }

    public required string Username { get; init; }

    public string? Password { get; init; }

    public string? PrivateKeyFile { get; init; }

    public string? PrivateKeyPassphrase { get; init; }

    /// <summary>The account for changes of interfaces; without it changes are refused.</summary>
    public string? ChangeUsername { get; init; }

    public string? ChangePassword { get; init; }

    public string? HostKeyFingerprint { get; init; }

    public bool AllowLegacyAlgorithms { get; init; }

    /// <summary>Name patterns of the ports that lead to the network; what traffic totals sum.</summary>
    public IReadOnlyList<string> Uplinks { get; init; } = [];

    /// <summary>ROUTER_MAX_SESSIONS: terminals that Farol takes of the router's few.</summary>
    public int MaxSessions { get; init; } = 2;

    /// <summary>Where it is defined: "settings", the name of a file, or "api".</summary>
    public required string ManagedBy { get; init; }

    /// <summary>True for the built-in simulator: said in every payload.</summary>
    public bool IsSimulated { get; init; }

    public bool CanChange => ChangeUsername is not null && ChangePassword is not null;

    public override string ToString() => $"{Id} ({Protocol} {Username}@{Host}:{Port})";
}
