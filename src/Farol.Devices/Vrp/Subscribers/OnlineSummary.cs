namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// The counters of "display access-user" without a filter, of its "summary" forms and of "display access-user slot N".
/// A counter that this version or form does not print is null.
/// </summary>
public sealed record OnlineSummary
{
    public int? TotalUsers { get; internal set; }

    public int? Ipv4Users { get; internal set; }

    public int? Ipv6Users { get; internal set; }

    public int? DualStackUsers { get; internal set; }

    /// <summary>Users outside of redundancy between two routers; administrators' terminals count here too.</summary>
    public int? NormalUsers { get; internal set; }

    /// <summary>Users for which this router is the active one of a redundant pair.</summary>
    public int? RuiLocalUsers { get; internal set; }

    /// <summary>Users that this router only backs up.</summary>
    public int? RuiRemoteUsers { get; internal set; }

    public int? LacUsers { get; internal set; }

    public int? WaitingForAuthentication { get; internal set; }

    public int? Authenticated { get; internal set; }

    public int? AccountingReady { get; internal set; }

    public int? AccountingStarted { get; internal set; }

    /// <summary>The slot, where the command asked for one.</summary>
    public string? Slot { get; internal set; }

    /// <summary>Users by the way they were authenticated, under the router's names ("Radius authentication").</summary>
    public IReadOnlyList<NamedCount> Authentications { get; internal set; } = [];

    /// <summary>Every other counter of the output, under the router's names.</summary>
    public IReadOnlyList<NamedCount> OtherCounters { get; internal set; } = [];

    public IReadOnlyList<DomainOnline> Domains { get; internal set; } = [];

    public IReadOnlyList<UserIdRange> UsedUserIds { get; internal set; } = [];

    public OnlineTotals Totals => new(TotalUsers, Ipv4Users, Ipv6Users, DualStackUsers);
}
