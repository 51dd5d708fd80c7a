namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The most subscribers ever online since the router started, with the router's local time of each peak.</summary>
public sealed record MaxOnlineUsers
{
    public int? MaxOnline { get; internal set; }

    public DateTime? MaxOnlineAt { get; internal set; }

    public int? MaxAccountingReady { get; internal set; }

    public DateTime? MaxAccountingReadyAt { get; internal set; }

    public int? MaxNormalAndRuiLocal { get; internal set; }

    public DateTime? MaxNormalAndRuiLocalAt { get; internal set; }

    public int? MaxRuiRemote { get; internal set; }

    public DateTime? MaxRuiRemoteAt { get; internal set; }

    /// <summary>Only of "display max-onlineusers domain".</summary>
    public IReadOnlyList<DomainPeak> Domains { get; internal set; } = [];
}
