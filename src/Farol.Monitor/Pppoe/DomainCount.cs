namespace Farol.Monitor.Pppoe;

/// <summary>Subscribers online in a domain.</summary>
public sealed record DomainCount(string Domain, int Online);
