namespace Farol.Devices.Vrp.Reading;

/// <summary>
/// The columns of a table by the names in its header. Versions add, drop and move columns; a name that is not known still takes its place,
/// so that the others are found by order.
/// </summary>
internal sealed class Columns
{
    private const int MaxColumns = 32;
    private readonly string?[] _names;

    private Columns(string?[] names) => _names = names;

    public int Count => _names.Length;

    /// <summary>Reads a header that starts with <paramref name="known"/>'s first name and holds <paramref name="second"/>.</summary>
    /// <param name="header">The line.</param>
    /// <param name="second">Another name that must be there.</param>
    /// <param name="known">Column names; those of several words ("Slot #") before their own beginnings.</param>
    public static Columns? TryRead(ReadOnlySpan<char> header, string second, params ReadOnlySpan<string> known)
    {
        var rest = header.TrimBlanks();
        if (!rest.Begins(known[0]) || !rest.Has(second))
        {
            return null;
        }

        var names = new List<string?>();
        while (!rest.IsEmpty && names.Count < MaxColumns)
        {
            var name = NameAt(rest, known);
            names.Add(name);
            rest = rest[(name?.Length ?? rest.FirstWord().Length)..].TrimStartBlanks();
        }

        return names[0] is not null && names.Contains(second) ? new Columns([.. names]) : null;
    }

    /// <summary>The place of a column, or -1.</summary>
    public int IndexOf(string name) => Array.IndexOf(_names, name);

    private static string? NameAt(ReadOnlySpan<char> text, ReadOnlySpan<string> known)
    {
        foreach (var name in known)
        {
            if (text.Begins(name) && (text.Length == name.Length || text[name.Length] is ' ' or '\t'))
            {
                return name;
            }
        }

        return null;
    }
}
