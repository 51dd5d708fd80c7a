namespace Farol.Live;

/// <summary>A frame for one client alone.</summary>
/// <param name="View">The view that it speaks of.</param>
internal readonly record struct LiveReply(string Type, byte[] Body, LiveView? View);
