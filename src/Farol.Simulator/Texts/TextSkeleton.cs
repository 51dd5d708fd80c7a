using System.Collections.Concurrent;
using System.Reflection;

namespace Farol.Simulator.Texts;

/// <summary>
/// The fixed text of one command's output, from a resource file beside this class. Lines that begin with <c>@</c> describe it:
/// <c>@command</c> whose output it is, <c>@sample</c> a published output that it follows (none: unverified), <c>@also</c> one that
/// some lines come from, <c>@omit</c> a line of a sample that it does not say, <c>@cut</c> the line from which on it says no more, <c>@note</c>,
/// <c>@part NAME</c> begins a part (<c>@part NAME unverified REASON</c> when the sample has no such lines, <c>loose</c> when
/// the sample's own column widths waver). In a part, <c>{name}</c>, <c>{name,-20}</c> (left), <c>{name,8}</c> (right) are fields;
/// <c>{name:any}</c> may hold blanks or be empty.
/// </summary>
internal sealed class TextSkeleton
{
    private static readonly ConcurrentDictionary<string, TextSkeleton> _loaded = new();

    private readonly Dictionary<string, SkeletonPart> _parts = [];
    private readonly List<string> _samples = [];
    private readonly List<string> _alsoSamples = [];
    private readonly List<string> _omitted = [];

    private TextSkeleton(string name, string text)
    {
        Name = name;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var part = default(SkeletonPart);
        foreach (var line in lines[^1].Length == 0 ? lines[..^1] : lines)
        {
            if (line is not ['@', ..])
            {
                (part ?? throw new FormatException($"{name}: text before the first @part")).Add(line);
                continue;
            }

            var words = line.Split(' ', 2);
            var value = words.ElementAtOrDefault(1) ?? string.Empty;
            switch (words[0])
            {
                case "@command":
                    Command = value;
                    break;
                case "@sample":
                    _samples.Add(value.Split(' ')[0]);
                    break;
                case "@also":
                    _alsoSamples.Add(value.Split(' ')[0]);
                    break;
                case "@cut":
                    CutAt = value;
                    break;
                case "@omit":
                    _omitted.Add(value);
                    break;
                case "@part":
                    part = new SkeletonPart(value);
                    _parts.Add(part.Name, part);
                    break;
                case "@note":
                    break;
                default:
                    throw new FormatException($"{name}: {words[0]} is unknown");
            }
        }
    }

    public string Name { get; }

    public string Command { get; } = string.Empty;

    /// <summary>Files below the samples folder whose every line this skeleton can say.</summary>
    public IReadOnlyList<string> Samples => _samples;

    /// <summary>Files that some of this skeleton's lines come from.</summary>
    public IReadOnlyList<string> AlsoSamples => _alsoSamples;

    /// <summary>The samples are followed up to this line; null to their ends.</summary>
    public string? CutAt { get; }

    /// <summary>Lines of <see cref="Samples"/> that this skeleton does not say.</summary>
    public IReadOnlyList<string> Omitted => _omitted;

    public IReadOnlyCollection<SkeletonPart> Parts => _parts.Values;

    public SkeletonPart this[string part] => _parts[part];

    /// <summary>Names of all skeletons.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(TextSkeleton).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith("Texts/", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension)
            .OfType<string>()
            .Order(StringComparer.Ordinal),
    ];

    public static TextSkeleton Load(string name) => _loaded.GetOrAdd(name, static key =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Texts/{key}.txt")
            ?? throw new FileNotFoundException($"No text \"{key}\"");
        using var reader = new StreamReader(stream);
        return new TextSkeleton(key, reader.ReadToEnd());
    });
}
