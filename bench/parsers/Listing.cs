namespace Farol.Bench.Parsers;

/// <summary>A text to read, what reads it, and the peer's template for it.</summary>
internal sealed record Listing(string Name, string Template, string Text, Func<string, int> Read)
{
    public int Lines { get; } = Text.Count(c => c == '\n');
}
