using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Documents;

/// <summary>Collects the errors of one file, each with its line.</summary>
internal sealed class DocumentErrors(string source)
{
    private readonly List<ConfigurationError> _errors = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wrong = new(StringComparer.Ordinal);

    public IReadOnlyList<ConfigurationError> All => [.. _errors.OrderBy(e => e.Line)];

    /// <summary>Notes where the value of a path stands, for errors that are found when the file is no longer at hand.</summary>
    public void Remember(string path, int line) => _lines[path] = line;

    public void Add(YamlNode node, string key, string message) => Add((int)node.Start.Line, key, message);

    public void Add(int line, string key, string message)
    {
        _wrong.Add(key);
        _errors.Add(new ConfigurationError(source, line, key, message));
    }

    /// <summary>Adds an error at the line of the path or of what holds it. What could not be read is not judged again.</summary>
    public void Judge(string path, string message)
    {
        if (!Heads(path).Any(_wrong.Contains))
        {
            Add(LineOf(path), path, message);
        }
    }

    public bool IsWrong(string path) => _wrong.Contains(path);

    /// <summary>0: not known.</summary>
    public int LineOf(string path) => Heads(path).Select(h => _lines.GetValueOrDefault(h)).FirstOrDefault(l => l > 0);

    /// <summary>The path and what holds it, innermost first.</summary>
    private static IEnumerable<string> Heads(string path)
    {
        for (var length = path.Length; length > 0; length = path.LastIndexOfAny(['.', '['], length - 1))
        {
            yield return path[..length];
        }
    }
}
