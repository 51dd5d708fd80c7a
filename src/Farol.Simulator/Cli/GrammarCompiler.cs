namespace Farol.Simulator.Cli;

/// <summary>Turns the grammars of a view's commands into one graph.</summary>
internal sealed class GrammarCompiler
{
    private readonly string[] _words;
    private int _next;

    private GrammarCompiler(string grammar) => _words = grammar.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Adds <paramref name="command"/> to the graph that begins at <paramref name="root"/>.</summary>
    public static void Add(GrammarNode root, CommandSpec command)
    {
        var compiler = new GrammarCompiler(command.Grammar);
        foreach (var end in compiler.Sequence([root]))
        {
            end.Accepts ??= command;
        }

        if (compiler._next != compiler._words.Length)
        {
            throw new FormatException($"Grammar \"{command.Grammar}\": \"{compiler._words[compiler._next]}\" has no partner");
        }
    }

    private HashSet<GrammarNode> Sequence(HashSet<GrammarNode> from)
    {
        while (_next < _words.Length && _words[_next] is not ("]" or "}" or "|"))
        {
            from = Item(from);
        }

        return from;
    }

    private HashSet<GrammarNode> Item(HashSet<GrammarNode> from)
    {
        var word = _words[_next++];
        switch (word)
        {
            case "[":
                var optional = Choice(from, "]");
                optional.UnionWith(from);
                return optional;
            case "{":
                return Choice(from, "}");
            case ['<', ..]:
                return Parameter(from, word.Trim('<', '>'));
            default:
                return Step(from, GrammarEdgeKind.Keyword, word);
        }
    }

    private HashSet<GrammarNode> Choice(HashSet<GrammarNode> from, string close)
    {
        var ends = new HashSet<GrammarNode>();
        do
        {
            ends.UnionWith(Sequence(from));
        }
        while (_next < _words.Length && _words[_next++] == "|");

        return _words[_next - 1] == close ? ends : throw new FormatException($"Grammar: \"{close}\" is missing");
    }

    private static HashSet<GrammarNode> Parameter(HashSet<GrammarNode> from, string parameter)
    {
        var parts = parameter.Split(':');
        switch (parts.ElementAtOrDefault(1))
        {
            case "number":
                return Step(from, GrammarEdgeKind.Number, parts[0]);
            case "line":
                return Step(from, GrammarEdgeKind.Line, parts[0]);
            case "interface":
                var between = Step(from, GrammarEdgeKind.InterfaceType, parts[0]);
                var ends = Step(from, GrammarEdgeKind.Interface, parts[0]);
                ends.UnionWith(Step(between, GrammarEdgeKind.InterfaceNumber, parts[0]));
                return ends;
            default:
                return Step(from, GrammarEdgeKind.Word, parts[0]);
        }
    }

    private static HashSet<GrammarNode> Step(HashSet<GrammarNode> from, GrammarEdgeKind kind, string name)
    {
        var target = new GrammarNode();
        foreach (var node in from)
        {
            node.Edges.Add(new GrammarEdge(kind, name, target));
        }

        return [target];
    }
}
