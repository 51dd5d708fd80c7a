using System.Net;

namespace Farol.Gateway.ProxyProtocol;

/// <summary>What a PROXY protocol header says of a connection.</summary>
/// <param name="Length">Bytes of the header; what follows belongs to the connection.</param>
/// <param name="Source">Who connected to the proxy; null: the header names nobody (LOCAL, UNKNOWN), the socket's own addresses hold.</param>
/// <param name="Destination">What it connected to; null with <paramref name="Source"/>.</param>
internal readonly record struct ProxyHeader(int Length, IPEndPoint? Source, IPEndPoint? Destination);
