using System.Net;

namespace Farol.Control.Backends;

/// <summary>Resolves a host name, as the machine's own resolver does.</summary>
internal delegate Task<IPAddress[]> NameLookUp(string host, CancellationToken cancellationToken);
