namespace Farol.Devices.Vrp.Subscribers;

/// <summary>How many subscribers are online, as far as the router says; what it does not say is null.</summary>
/// <remarks>
/// Of "display access-user online-total-number" only the line "Total users  : N" has been published; the manual promises
/// "numbers of various types of users", named in the YANG model as total, IPv4, IPv6 and dual.
/// </remarks>
public sealed record OnlineTotals(int? Total, int? Ipv4 = null, int? Ipv6 = null, int? DualStack = null);
