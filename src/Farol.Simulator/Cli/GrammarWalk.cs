namespace Farol.Simulator.Cli;

/// <summary>One reading of one line: every place of the grammar that the words so far may have led to.</summary>
internal sealed class GrammarWalk(GrammarNode root, Func<string, string?> resolveInterface)
{
    private static readonly string[] _interfaceTypes =
    [
        "GigabitEthernet", "Eth-Trunk", "LoopBack", "NULL", "Virtual-Template", "100GE", "GE", "XGigabitEthernet",
    ];

    private List<Place> _places = [new(root, null)];

    /// <summary>A parameter took the rest of the line.</summary>
    public bool IsLineTaken { get; private set; }

    public CommandMatch? Match
    {
        get
        {
            foreach (var place in _places)
            {
                if (place.Node.Accepts is { } command)
                {
                    return new CommandMatch(command, Captures(place.Last));
                }
            }

            return null;
        }
    }

    public CliError? Take(CliToken token, string line)
    {
        var edges = _places.SelectMany(place => place.Node.Edges.Select(edge => (place, edge))).ToList();
        if (edges.Count == 0)
        {
            return new CliError(CliMessages.TooManyParameters, token.Position);
        }

        var (keyword, error) = ChooseKeyword(edges.Select(each => each.edge), token);
        if (error is not null)
        {
            return error;
        }

        var next = keyword is not null
            ? [.. edges.Where(each => each.edge.Kind == GrammarEdgeKind.Keyword && each.edge.Name == keyword)
                .Select(each => new Place(each.edge.Target, new Capture(keyword, keyword, each.place.Last)))]
            : TakeParameters(edges, token, line);
        if (next.Count == 0)
        {
            var expectsParameter = edges.Exists(each => each.edge.Kind != GrammarEdgeKind.Keyword);
            return new CliError(expectsParameter ? CliMessages.WrongParameter : CliMessages.Unrecognized, token.Position);
        }

        _places = next;
        return null;
    }

    /// <summary>What may come next, keywords that begin so and parameters in angle brackets.</summary>
    public IReadOnlyList<string> Next(string begin)
    {
        var names = _places.SelectMany(place => place.Node.Edges)
            .Where(edge => edge.Kind != GrammarEdgeKind.Keyword || edge.Name.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
            .Select(edge => edge.Kind == GrammarEdgeKind.Keyword ? edge.Name : $"<{edge.Name}>")
            .Distinct()
            .Order(StringComparer.OrdinalIgnoreCase);
        return _places.Exists(place => place.Node.Accepts is not null) && begin.Length == 0 ? [.. names, "<cr>"] : [.. names];
    }

    private static (string? Keyword, CliError? Error) ChooseKeyword(IEnumerable<GrammarEdge> edges, CliToken token)
    {
        var fitting = edges
            .Where(edge => edge.Kind == GrammarEdgeKind.Keyword && edge.Name.StartsWith(token.Text, StringComparison.OrdinalIgnoreCase))
            .Select(edge => edge.Name)
            .Distinct()
            .ToList();
        var exact = fitting.Find(name => name.Equals(token.Text, StringComparison.OrdinalIgnoreCase));
        return exact is not null ? (exact, null)
            : fitting.Count > 1 ? (null, new CliError(CliMessages.Ambiguous, token.Position))
            : (fitting.FirstOrDefault(), null);
    }

    private List<Place> TakeParameters(List<(Place Place, GrammarEdge Edge)> edges, CliToken token, string line)
    {
        var next = new List<Place>();
        foreach (var (place, edge) in edges)
        {
            var value = edge.Kind switch
            {
                GrammarEdgeKind.Word => token.Text,
                GrammarEdgeKind.Number => token.Text.All(char.IsAsciiDigit) ? token.Text : null,
                GrammarEdgeKind.Interface => resolveInterface(token.Text),
                GrammarEdgeKind.InterfaceType => InterfaceType(token.Text),
                GrammarEdgeKind.InterfaceNumber => resolveInterface(place.Last!.Value + token.Text),
                GrammarEdgeKind.Line => line[token.Position..].TrimEnd(),
                _ => null,
            };
            if (value is null)
            {
                continue;
            }

            var before = edge.Kind == GrammarEdgeKind.InterfaceNumber ? place.Last!.Before : place.Last;
            next.Add(new Place(edge.Target, new Capture(edge.Name, value, before)));
            IsLineTaken |= edge.Kind == GrammarEdgeKind.Line;
        }

        return next;
    }

    private static string? InterfaceType(string text) =>
        char.IsAsciiDigit(text[^1])
            ? null
            : Array.Find(_interfaceTypes, type => type.StartsWith(text, StringComparison.OrdinalIgnoreCase));

    private static List<KeyValuePair<string, string>> Captures(Capture? last)
    {
        var captures = new List<KeyValuePair<string, string>>();
        for (; last is not null; last = last.Before)
        {
            captures.Insert(0, new(last.Name, last.Value));
        }

        return captures;
    }

    private sealed record Capture(string Name, string Value, Capture? Before);

    private readonly record struct Place(GrammarNode Node, Capture? Last);
}
