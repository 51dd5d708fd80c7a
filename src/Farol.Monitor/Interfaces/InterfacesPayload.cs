namespace Farol.Monitor.Interfaces;

/// <summary>GET /api/interfaces_status: the same rows under both names that clients know.</summary>
public sealed record InterfacesPayload(IReadOnlyList<InterfaceRow> Interfaces, int Total, int Count, IReadOnlyList<InterfaceRow> Data);
