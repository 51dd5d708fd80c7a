namespace Farol.Simulator.Texts;

/// <summary>Some lines of a skeleton that are written together, once or once a row.</summary>
internal sealed class SkeletonPart
{
    private readonly List<SkeletonLine> _lines = [];

    /// <param name="declaration">What follows <c>@part</c>: the name, then <c>loose</c> or <c>unverified REASON</c>.</param>
    public SkeletonPart(string declaration)
    {
        var words = declaration.Split(' ', 3);
        Name = words[0];
        IsLoose = words.ElementAtOrDefault(1) == "loose";
        UnverifiedReason = words.ElementAtOrDefault(1) == "unverified" ? words.ElementAtOrDefault(2) ?? "no sample" : null;
    }

    public string Name { get; }

    /// <summary>The sample's columns do not line up with each other, so only words are compared.</summary>
    public bool IsLoose { get; }

    /// <summary>Why no sample shows these lines; null when one does.</summary>
    public string? UnverifiedReason { get; }

    public IReadOnlyList<SkeletonLine> Lines => _lines;

    public void Add(string line) => _lines.Add(new SkeletonLine(line));

    public void Write(LineWriter writer, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var line in _lines)
        {
            line.Write(writer, values);
        }
    }
}
