namespace Farol.Simulator.State;

/// <summary>Why somebody could not log in, or went offline. <see cref="OfflineTime"/> is null for a failed login.</summary>
internal sealed record AaaRecord(
    string Login,
    string Domain,
    string Mac,
    string AccessType,
    string Interface,
    string Vlans,
    string IpAddress,
    string Ipv6Address,
    int UserId,
    DateTimeOffset LoginTime,
    DateTimeOffset? OfflineTime,
    string Reason,
    bool IsNormal);
