namespace Farol.Simulator.Texts;

/// <summary>A piece of a skeleton's line.</summary>
/// <param name="Text">The fixed text, or the field's name.</param>
/// <param name="IsField">Whether it is a field.</param>
/// <param name="Width">Columns it fills at least: negative pads on the right, positive on the left.</param>
/// <param name="IsAny">Whether its value may be empty or hold blanks.</param>
internal sealed record SkeletonSegment(string Text, bool IsField, int Width, bool IsAny);
