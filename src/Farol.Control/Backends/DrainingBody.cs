namespace Farol.Control.Backends;

/// <summary>A backend that takes no new sessions and is removed once it has none, at the latest at <paramref name="RemovedBy"/>.</summary>
internal sealed record DrainingBody(string Id, string Status, DateTimeOffset RemovedBy);
