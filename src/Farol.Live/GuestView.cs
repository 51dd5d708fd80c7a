namespace Farol.Live;

/// <summary>A view that was found, or why there is none for this caller.</summary>
public readonly record struct GuestView(LiveView? View, string? Refusal);
