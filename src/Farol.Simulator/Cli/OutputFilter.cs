using System.Text.RegularExpressions;

namespace Farol.Simulator.Cli;

/// <summary>One <c>| …</c> of a display command: sees each line, passes it on or not, and may speak at the end.</summary>
internal abstract class OutputFilter
{
    /// <summary>Where passed lines go.</summary>
    public required Action<ReadOnlySpan<char>> Next { get; set; }

    public abstract void Line(ReadOnlySpan<char> line);

    public virtual void End()
    {
    }

    /// <summary>Passes lines that match.</summary>
    internal sealed class Include(Regex pattern) : OutputFilter
    {
        public override void Line(ReadOnlySpan<char> line)
        {
            if (pattern.IsMatch(line))
            {
                Next(line);
            }
        }
    }

    /// <summary>Passes lines that do not match.</summary>
    internal sealed class Exclude(Regex pattern) : OutputFilter
    {
        public override void Line(ReadOnlySpan<char> line)
        {
            if (!pattern.IsMatch(line))
            {
                Next(line);
            }
        }
    }

    /// <summary>Passes everything from the first match on.</summary>
    internal sealed class Begin(Regex pattern) : OutputFilter
    {
        private bool _hasBegun;

        public override void Line(ReadOnlySpan<char> line)
        {
            _hasBegun = _hasBegun || pattern.IsMatch(line);
            if (_hasBegun)
            {
                Next(line);
            }
        }
    }

    /// <summary>Swallows all lines and says how many there were.</summary>
    internal sealed class Count : OutputFilter
    {
        private int _lines;

        public override void Line(ReadOnlySpan<char> line) => _lines++;

        public override void End() => Next(FormattableString.Invariant($"Total lines: {_lines}."));
    }

    /// <summary>Passes the blocks between <c>#</c> lines in which some line matches (or none does).</summary>
    internal sealed class Section(Regex pattern, bool wanted) : OutputFilter
    {
        private readonly List<string> _block = [];

        public override void Line(ReadOnlySpan<char> line)
        {
            if (line is "#")
            {
                End();
            }

            _block.Add(line.ToString());
        }

        public override void End()
        {
            if (_block.Exists(pattern.IsMatch) == wanted)
            {
                _block.ForEach(line => Next(line));
            }

            _block.Clear();
        }
    }
}
