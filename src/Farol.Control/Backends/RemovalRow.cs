namespace Farol.Control.Backends;

/// <summary>A backend that was deleted and still drains.</summary>
/// <param name="BackendId">As the document has it.</param>
/// <param name="UntilMs">When it is removed whatever is under way.</param>
internal sealed record RemovalRow(string TenantId, string BackendId, string Actor, long SinceMs, long UntilMs);
