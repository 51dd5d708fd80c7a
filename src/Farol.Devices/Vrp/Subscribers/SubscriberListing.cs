namespace Farol.Devices.Vrp.Subscribers;

/// <summary>A listing of "display access-user" by domain, slot, interface, user name, address or MAC.</summary>
/// <param name="Subscribers">In the router's order.</param>
/// <param name="Totals">The counters under the table.</param>
/// <param name="UnreadLines">Lines inside the table that are no row; above zero means that the table has a form not known yet.</param>
public sealed record SubscriberListing(IReadOnlyList<Subscriber> Subscribers, ListingTotals Totals, int UnreadLines);
