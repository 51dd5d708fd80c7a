namespace Farol.Monitor.Routers;

/// <summary>Body of POST /api/routers and PUT /api/routers/{id}. A secret that is absent or the mask keeps the stored one, which goes only to where it was stored for.</summary>
public sealed record RouterRequest
{
    /// <summary>What a masked secret looks like in answers.</summary>
    public const string Mask = "********";

    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Host { get; init; }

    public int? Port { get; init; }

    public string? Protocol { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? PrivateKeyFile { get; init; }

    public string? PrivateKeyPassphrase { get; init; }

    public string? ChangeUsername { get; init; }

    public string? ChangePassword { get; init; }

    public string? HostKeyFingerprint { get; init; }

    public bool? AllowLegacyAlgorithms { get; init; }

    public IReadOnlyList<string>? Uplinks { get; init; }

    public int? MaxSessions { get; init; }
}
