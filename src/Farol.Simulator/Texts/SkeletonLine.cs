using System.Globalization;
using System.Text;

namespace Farol.Simulator.Texts;

/// <summary>A line of fixed text and fields.</summary>
internal sealed class SkeletonLine
{
    [ThreadStatic]
    private static StringBuilder? _buffer;

    private readonly List<SkeletonSegment> _segments = [];

    public SkeletonLine(string text)
    {
        while (text.Length > 0)
        {
            var open = text.IndexOf('{', StringComparison.Ordinal);
            if (open != 0)
            {
                var literal = open < 0 ? text : text[..open];
                _segments.Add(new SkeletonSegment(literal, false, 0, false));
                text = text[literal.Length..];
                continue;
            }

            var close = text.IndexOf('}', StringComparison.Ordinal);
            _segments.Add(Field(text[1..close]));
            text = text[(close + 1)..];
        }
    }

    public IReadOnlyList<SkeletonSegment> Segments => _segments;

    public void Write(LineWriter writer, ReadOnlySpan<(string Name, string Value)> values)
    {
        var buffer = _buffer ??= new StringBuilder(256);
        buffer.Clear();
        foreach (var segment in _segments)
        {
            var text = segment.IsField ? Find(segment.Text, values) : segment.Text;
            if (segment.Width > text.Length)
            {
                buffer.Append(' ', segment.Width - text.Length);
            }

            buffer.Append(text);
            if (-segment.Width > text.Length)
            {
                buffer.Append(' ', -segment.Width - text.Length);
            }
        }

        Span<char> line = stackalloc char[512];
        if (buffer.Length <= line.Length)
        {
            buffer.CopyTo(0, line, buffer.Length);
            writer(line[..buffer.Length]);
        }
        else
        {
            writer(buffer.ToString());
        }
    }

    private static string Find(string name, ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (candidate, value) in values)
        {
            if (candidate == name)
            {
                return value;
            }
        }

        throw new KeyNotFoundException($"No value for the field \"{name}\"");
    }

    private static SkeletonSegment Field(string declaration)
    {
        const string Any = ":any";
        var isAny = declaration.Contains(Any, StringComparison.Ordinal);
        var parts = declaration.Replace(Any, string.Empty, StringComparison.Ordinal).Split(',');
        var width = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return new SkeletonSegment(parts[0], true, width, isAny);
    }
}
