using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway;

/// <summary>The names that parts of a document call each other by.</summary>
internal sealed class DocumentNames(GatewayDocument document)
{
    public HashSet<string> Certificates { get; } = [.. document.Certificates.Select(c => c.Name)];

    public HashSet<string> Pools { get; } = [.. document.Pools.Select(p => p.Name)];

    public HashSet<string> Tenants { get; } = [.. document.Tenants.Select(t => t.Name)];

    /// <summary>Judges a name that must be one of <paramref name="known"/>.</summary>
    public static void Find(string? name, HashSet<string> known, string what, string path, DocumentErrors errors)
    {
        if (string.IsNullOrEmpty(name) || known.Contains(name))
        {
            return;
        }

        var suggestion = Suggestion.For(name, known);
        errors.Judge(path, $"there is no {what} \"{name}\"" + (suggestion is not null
            ? $"; did you mean \"{suggestion}\"?"
            : known.Count is > 0 and <= 10 ? $"; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}" : ""));
    }

    /// <summary>Judges names that must be different.</summary>
    public static void Unique(IEnumerable<(string Name, string Path)> names, string what, DocumentErrors errors)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in names)
        {
            if (name.Length > 0 && !first.TryAdd(name, path))
            {
                var (section, line) = (first[name][..first[name].LastIndexOf('.')], errors.LineOf(first[name]));
                errors.Judge(path, $"\"{name}\" is already the {what} {section}{(line > 0 ? $" on line {line}" : "")}; each has its own");
            }
        }
    }
}
