using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Documents;

/// <summary>Reads one mapping of the file: every key that is asked for is known, every other is an error with a suggestion.</summary>
internal sealed class SectionReader
{
    private readonly YamlMappingNode _node;
    private readonly string _path;
    private readonly DocumentErrors _errors;
    private readonly Func<string, string?> _environment;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public SectionReader(YamlMappingNode node, string path, DocumentErrors errors, Func<string, string?> environment)
    {
        _node = node;
        _path = path;
        _errors = errors;
        _environment = environment;
    }

    public int Line => (int)_node.Start.Line;

    public void Error(string key, string message) => _errors.Add(Find(key) ?? _node, Path(key), message);

    /// <summary>The value of a key, or null where it is absent or left empty.</summary>
    public NodeReader? Node(string key) => Find(key) is { } node ? Reader(node, Path(key)) : null;

    /// <summary>True where the key stands there with nothing behind it.</summary>
    public bool IsLeftEmpty(string key) =>
        _node.Children.Any(p => p.Key is YamlScalarNode { Value: { } name } && name == key && p.Value is YamlScalarNode { Value: "" or null, Style: ScalarStyle.Plain });

    public string? Text(string key) => Node(key)?.Scalar();

    public string Required(string key, string example)
    {
        if (Text(key) is { Length: > 0 } text)
        {
            return text;
        }

        Error(key, $"is required, such as {key}: {example}");
        return "";
    }

    public int Integer(string key, int otherwise, int minimum, int maximum)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        Error(key, $"expected a whole number from {minimum} to {maximum}, found \"{text}\"");
        return otherwise;
    }

    public bool Flag(string key, bool otherwise)
    {
        switch (Text(key))
        {
            case null:
                return otherwise;
            case "true":
                return true;
            case "false":
                return false;
            case var text:
                Error(key, $"expected true or false, found \"{text}\"");
                return otherwise;
        }
    }

    public string Choice(string key, string otherwise, params string[] choices)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (choices.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Error(key, $"expected one of {string.Join(", ", choices)}, found \"{text}\"");
        return otherwise;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode sequence when sequence.All(n => n is YamlScalarNode):
                return [.. sequence.Select(n => Reader(n, Path(key)).Scalar() ?? "")];
            case { } other:
                _errors.Add(other, Path(key), "expected a list of values, such as [a, b]");
                return [];
        }
    }

    public IEnumerable<SectionReader> Sections(string key)
    {
        switch (Find(key))
        {
            case null:
                yield break;
            case YamlSequenceNode sequence:
                for (var i = 0; i < sequence.Children.Count; i++)
                {
                    var path = string.Create(CultureInfo.InvariantCulture, $"{Path(key)}[{i}]");
                    if (sequence.Children[i] is YamlMappingNode section)
                    {
                        yield return new SectionReader(section, path, _errors, _environment);
                    }
                    else
                    {
                        _errors.Add(sequence.Children[i], path, "expected keys and values");
                    }
                }

                break;
            case { } other:
                _errors.Add(other, Path(key), "expected a list of sections, each beginning with \"-\"");
                break;
        }
    }

    /// <summary>Call after the last read: names every key that nothing asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var (key, _) in _node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!_known.Contains(name))
            {
                var suggestion = Suggestion.For(name, _known);
                _errors.Add(key, Path(name), "unknown key" + (suggestion is null ? $"; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}" : $"; did you mean \"{suggestion}\"?"));
            }
        }
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return _node.Children.FirstOrDefault(p => p.Key is YamlScalarNode { Value: { } name } && name == key).Value
            is { } found && found is not YamlScalarNode { Value: "" or null } ? found : null;
    }

    private string Path(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private NodeReader Reader(YamlNode node, string path) => new(node, path, _errors, _environment);
}
