using System.Text.Json.Nodes;

namespace Farol.Hosting.OpenApi;

/// <summary>
/// What code does not say of operations: examples, parameters that handlers read by themselves, bodies that are put together. One entry an operation,
/// by <c>METHOD /path</c>, in the files beside this class.
/// </summary>
internal sealed class OperationCatalog
{
    private const string Prefix = "Farol.Hosting.OpenApi.Operations.";

    private readonly Dictionary<string, JsonObject> _operations = new(StringComparer.Ordinal);

    private readonly Dictionary<string, JsonObject> _components = new(StringComparer.Ordinal);

    private OperationCatalog()
    {
    }

    public IReadOnlyDictionary<string, JsonObject> All => _operations;

    /// <summary>Schemas that no type of the code has, by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Components => _components;

    /// <exception cref="InvalidOperationException">An operation stands in two files.</exception>
    public static OperationCatalog Read()
    {
        var catalog = new OperationCatalog();
        var assembly = typeof(OperationCatalog).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            foreach (var (key, operation) in JsonNode.Parse(stream)!.AsObject())
            {
                if (!(key.Contains(' ', StringComparison.Ordinal) ? catalog._operations : catalog._components).TryAdd(key, operation!.AsObject()))
                {
                    throw new InvalidOperationException($"{key} is described twice");
                }
            }
        }

        return catalog;
    }

    public JsonObject? Find(string method, string path) => _operations.GetValueOrDefault($"{method} {path}");
}
