namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The most subscribers ever online in a domain; the time is the router's own, null while there were none.</summary>
public sealed record DomainPeak(string Domain, int MaxOnline, DateTime? At);
