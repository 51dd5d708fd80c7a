using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Aaa;

/// <summary>
/// One entry of "display aaa online-fail-record", "offline-record" and their kin: who could not log in, or who left, and why.
/// Times are the router's local ones. The brief form has user id, login, addresses and reason only.
/// </summary>
public sealed record AaaRecord
{
    public string? Username { get; internal set; }

    public string? Domain { get; internal set; }

    /// <summary>As the router writes it.</summary>
    public string? Mac { get; internal set; }

    /// <summary>As "aa:bb:cc:dd:ee:ff".</summary>
    public string? MacAddress { get; internal set; }

    public string? AccessType { get; internal set; }

    public string? Interface { get; internal set; }

    public int? PeVlan { get; internal set; }

    public int? CeVlan { get; internal set; }

    public string? IpAddress { get; internal set; }

    public string? Ipv6Address { get; internal set; }

    public long? UserId { get; internal set; }

    /// <summary>"Authened"; with the two below, how far the session had come.</summary>
    public string? AuthenticationState { get; internal set; }

    /// <summary>"AcctReady", "AcctIdle".</summary>
    public string? AccountingState { get; internal set; }

    /// <summary>"AuthorIdle".</summary>
    public string? AuthorizationState { get; internal set; }

    public DateTime? LoginAt { get; internal set; }

    public DateTime? OfflineAt { get; internal set; }

    /// <summary>Why the login failed or the session ended, in the router's words.</summary>
    public string? Reason { get; internal set; }

    /// <summary>The reason behind a general one, where the version prints it ("Pre-mapping reason").</summary>
    public string? UnderlyingReason { get; internal set; }

    /// <summary>What the RADIUS server answered.</summary>
    public string? ReplyMessage { get; internal set; }

    /// <summary>Every line of the entry under the router's own key; empty in the brief form.</summary>
    public IReadOnlyList<AccessAttribute> Attributes { get; internal set; } = [];
}
