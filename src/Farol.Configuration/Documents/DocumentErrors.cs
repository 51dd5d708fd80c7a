using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Documents;

/// <summary>Collects the errors of one file, each with its line.</summary>
internal sealed class DocumentErrors(string source)
{
    private readonly List<ConfigurationError> _errors = [];

    public IReadOnlyList<ConfigurationError> All => [.. _errors.OrderBy(e => e.Line)];

    public void Add(YamlNode node, string key, string message) =>
        _errors.Add(new ConfigurationError(source, (int)node.Start.Line, key, message));

    public void Add(int line, string key, string message) => _errors.Add(new ConfigurationError(source, line, key, message));
}
