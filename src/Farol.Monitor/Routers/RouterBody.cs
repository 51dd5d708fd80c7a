using Farol.Devices.Sessions;

namespace Farol.Monitor.Routers;

/// <summary>A router as the API shows it: secrets masked, state included.</summary>
public sealed record RouterBody
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Tenant { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required RouterProtocol Protocol { get; init; }

    public required string Username { get; init; }

    /// <summary>The mask when one is stored, else null.</summary>
    public required string? Password { get; init; }

    public required string? PrivateKeyFile { get; init; }

    public required string? ChangeUsername { get; init; }

    public required string? ChangePassword { get; init; }

    public required string? HostKeyFingerprint { get; init; }

    public required bool AllowLegacyAlgorithms { get; init; }

    public required IReadOnlyList<string> Uplinks { get; init; }

    public required int MaxSessions { get; init; }

    public required string ManagedBy { get; init; }

    public required bool Simulated { get; init; }

    public required bool IsDefault { get; init; }

    public required bool Connected { get; init; }

    public required ConnectionState Status { get; init; }

    public required string Message { get; init; }

    internal static RouterBody Of(MonitoredRouter router, bool isDefault)
    {
        var definition = router.Definition;
        var connection = router.Connection.Snapshot;
        return new RouterBody
        {
            Id = definition.Id,
            Name = definition.Name,
            Tenant = definition.TenantId,
            Host = definition.Host,
            Port = definition.Port,
            Protocol = definition.Protocol,
            Username = definition.Username,
            Password = Masked(definition.Password),
            PrivateKeyFile = definition.PrivateKeyFile,
            ChangeUsername = definition.ChangeUsername,
            ChangePassword = Masked(definition.ChangePassword),
            HostKeyFingerprint = definition.HostKeyFingerprint,
            AllowLegacyAlgorithms = definition.AllowLegacyAlgorithms,
            Uplinks = definition.Uplinks,
            MaxSessions = definition.MaxSessions,
            ManagedBy = definition.ManagedBy,
            Simulated = definition.IsSimulated,
            IsDefault = isDefault,
            Connected = connection.Connected,
            Status = connection.State,
            Message = Monitor.Status.ConnectionText.Of(connection),
        };
    }

    private static string? Masked(string? secret) => secret is null ? null : RouterRequest.Mask;
}
