namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// One subscriber of a listing as pieces of the text, for walking a long listing without allocating. Empty means that the router prints none.
/// </summary>
public ref struct SubscriberRow
{
    public long UserId { get; internal set; }

    public ReadOnlySpan<char> Username { get; internal set; }

    public ReadOnlySpan<char> Interface { get; internal set; }

    public ReadOnlySpan<char> IpAddress { get; internal set; }

    public ReadOnlySpan<char> Mac { get; internal set; }

    public int? PeVlan { get; internal set; }

    public int? CeVlan { get; internal set; }

    public ReadOnlySpan<char> Ipv6Address { get; internal set; }

    public ReadOnlySpan<char> AccessType { get; internal set; }

    public ReadOnlySpan<char> Status { get; internal set; }
}
