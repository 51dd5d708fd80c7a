namespace Farol.Control.Backends;

/// <summary>Which route and backend a request would take, and why.</summary>
/// <param name="Status">What the gateway itself would answer; null: the backend answers.</param>
/// <param name="Reasons">Step by step, in words.</param>
internal sealed record RouteTestBody(string? Route, string? Pool, string? Backend, string? Tenant, int? Status, IReadOnlyList<string> Reasons);
