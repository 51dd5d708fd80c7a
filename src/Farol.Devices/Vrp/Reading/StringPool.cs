namespace Farol.Devices.Vrp.Reading;

/// <summary>
/// One string for equal pieces of a text: interface names, domains and types repeat in every row of a listing.
/// Lives for one parse; past its limit it simply makes new strings.
/// </summary>
internal sealed class StringPool
{
    private const int MaxStrings = 8_192;
    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public StringPool() => _lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        if (_lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        var made = text.ToString();
        if (_strings.Count < MaxStrings)
        {
            _strings.Add(made);
        }

        return made;
    }

    /// <summary>As <see cref="Get"/>, with null for what routers write when there is nothing (empty, "-", "--", "NA").</summary>
    public string? GetOrNull(ReadOnlySpan<char> text) => text.IsNothing() ? null : Get(text.TrimBlanks());
}
