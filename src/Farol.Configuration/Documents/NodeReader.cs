using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Documents;

/// <summary>One value of the file, with the path that errors name it by.</summary>
internal readonly struct NodeReader
{
    private readonly YamlNode _node;
    private readonly DocumentErrors _errors;
    private readonly Func<string, string?> _environment;

    public NodeReader(YamlNode node, string path, DocumentErrors errors, Func<string, string?> environment)
    {
        _node = node;
        Path = path;
        _errors = errors;
        _environment = environment;
        errors.Remember(path, (int)node.Start.Line);
    }

    public string Path { get; }

    public bool IsScalar => _node is YamlScalarNode;

    /// <summary>What it was in JSON, as errors say it; null: it comes from a file, whose values have no type of their own.</summary>
    public string? JsonType => JsonNodes.TypeOf(_node);

    /// <summary>True once something was wrong with it.</summary>
    public bool IsWrong => _errors.IsWrong(Path);

    public void Error(string message) => _errors.Add(_node, Path, message);

    /// <summary>The text with its variables expanded; null, and an error, where it is no single value.</summary>
    public string? Scalar()
    {
        if (_node is not YamlScalarNode { Value: { } value })
        {
            Error("expected one value, found a list or a section");
            return null;
        }

        if (JsonType is not null)
        {
            // Whoever calls the API may not read the environment of the program.
            return value;
        }

        var missing = new List<string>();
        var expanded = VariableExpansion.Expand(value, _environment, missing);
        foreach (var name in missing)
        {
            Error($"the environment variable {name} is not set; set it or write ${{{name}:-default}}");
        }

        return expanded;
    }

    /// <summary>Keys and values; null, and an error, where it is something else.</summary>
    public SectionReader? Section()
    {
        if (_node is YamlMappingNode mapping)
        {
            return new SectionReader(mapping, Path, _errors, _environment);
        }

        Error("expected keys and values");
        return null;
    }

    /// <summary>The items of a list; null where it is none.</summary>
    public IEnumerable<NodeReader>? Items()
    {
        var (path, errors, environment) = (Path, _errors, _environment);
        return (_node as YamlSequenceNode)?.Children.Select((child, index) =>
            new NodeReader(child, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), errors, environment));
    }
}
