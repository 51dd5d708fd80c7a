namespace Farol.Control.Tenants;

/// <summary>GET /api/auth/register.</summary>
/// <param name="Open">For who asks, from where they ask.</param>
/// <param name="Reason">Why not; null where it is open.</param>
internal sealed record RegistrationBody(bool Open, string? Reason);
