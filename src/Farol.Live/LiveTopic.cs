namespace Farol.Live;

/// <summary>One kind of update within a view: what clients filter by, and how its frames look.</summary>
/// <param name="Name">The name that <c>?types=</c> knows, for example <c>online_total</c>.</param>
public sealed record LiveTopic(string Name)
{
    /// <summary>The frame's <c>type</c>.</summary>
    public string FrameType { get; init; } = Name;

    /// <summary>The field that carries the body; <c>null</c> writes the body's own fields beside <c>type</c>, <c>seq</c> and the rest.</summary>
    public string? BodyName { get; init; } = "data";

    /// <summary>
    /// True when the latest frame says everything about its subject, so that it belongs to the snapshot and replaces the ones
    /// before it. False for events and for changes of another topic (<see cref="LiveView.PublishChange"/>).
    /// </summary>
    public bool IsState { get; init; } = true;

    /// <summary>True when clients get it whatever they filter by.</summary>
    public bool IgnoresFilter { get; init; }
}
