namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Subscribers online in one AAA domain.</summary>
public sealed record DomainOnline(string Domain, int Online);
