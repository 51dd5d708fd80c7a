using System.Text.RegularExpressions;

namespace Farol.Simulator.Cli;

/// <summary>Reads what stands after a display command: <c>| include RE</c> and its like, up to 32 of them.</summary>
internal sealed class FilterParser
{
    private const int MaxFilters = 32;

    private static readonly string[] _keywords = ["begin", "count", "exclude", "ignore-case", "include", "no-more", "section"];

    /// <summary>In the order of the line.</summary>
    public List<OutputFilter> Filters { get; } = [];

    /// <summary><c>| no-more</c>: this output is not paged.</summary>
    public bool IsUnpaged { get; private set; }

    public CliError? Error { get; private set; }

    /// <summary>Splits off the filters of a display line.</summary>
    public static (string Command, FilterParser Filters) Read(string line)
    {
        var parser = new FilterParser();
        var bar = line.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0 || !IsDisplay(line))
        {
            return (line, parser);
        }

        parser.Parse(line, bar);
        return (line[..bar].TrimEnd(), parser);
    }

    private static bool IsDisplay(string line)
    {
        var first = line.TrimStart().Split(' ')[0];
        return first.Length >= 3 && "display".StartsWith(first, StringComparison.OrdinalIgnoreCase);
    }

    private void Parse(string line, int bar)
    {
        // A bar without a blank before it belongs to the pattern: "exclude Tun|Lo".
        var parts = line[(bar + 1)..].Split(" |");
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        if (parts.Any(part => part.Trim().StartsWith("ignore-case", StringComparison.OrdinalIgnoreCase)))
        {
            options |= RegexOptions.IgnoreCase;
        }

        var position = bar + 1;
        foreach (var part in parts)
        {
            var words = part.Trim();
            if (Filters.Count == MaxFilters || !Add(words, options))
            {
                Error = new CliError(CliMessages.WrongParameter, position + part.Length - part.TrimStart().Length);
                return;
            }

            position += part.Length + 2;
        }
    }

    private bool Add(string words, RegexOptions options)
    {
        var blank = words.IndexOf(' ', StringComparison.Ordinal);
        var typed = blank < 0 ? words : words[..blank];
        var argument = blank < 0 ? string.Empty : words[(blank + 1)..].Trim();
        var fitting = _keywords.Where(keyword => typed.Length > 0 && keyword.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (fitting.Length == 0)
        {
            return false;
        }

        // "i" alone is include: live operators type it, and it is what the router takes it for.
        var keyword = fitting.Contains("include") ? "include" : fitting[0];
        if (keyword is "no-more" or "ignore-case")
        {
            IsUnpaged |= keyword == "no-more";
            return true;
        }

        if (keyword == "count")
        {
            Filters.Add(new OutputFilter.Count { Next = Nothing });
            return true;
        }

        return argument.Length > 0 && AddPattern(keyword, argument, options);
    }

    private bool AddPattern(string keyword, string argument, RegexOptions options)
    {
        var wanted = true;
        if (keyword == "section")
        {
            wanted = !argument.StartsWith("exclude ", StringComparison.OrdinalIgnoreCase);
            var blank = argument.IndexOf(' ', StringComparison.Ordinal);
            argument = blank > 0 && argument[..blank] is "include" or "exclude" ? argument[(blank + 1)..] : argument;
        }

        try
        {
            var pattern = new Regex(argument, options);
            Filters.Add(keyword switch
            {
                "include" => new OutputFilter.Include(pattern) { Next = Nothing },
                "exclude" => new OutputFilter.Exclude(pattern) { Next = Nothing },
                "begin" => new OutputFilter.Begin(pattern) { Next = Nothing },
                _ => new OutputFilter.Section(pattern, wanted) { Next = Nothing },
            });
            return true;
        }
        catch (Exception invalid) when (invalid is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static void Nothing(ReadOnlySpan<char> line)
    {
    }
}
