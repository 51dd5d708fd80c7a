namespace Farol.Simulator.Texts;

/// <summary>Takes a line of output.</summary>
internal delegate void LineWriter(ReadOnlySpan<char> line);
