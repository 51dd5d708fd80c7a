using System.Collections.Frozen;

namespace Farol.Devices.Vrp.Reading;

/// <summary>
/// Finds what to do with a "key : value" line by its key, in one look whatever the number of keys.
/// Keys are compared by letters and digits only: versions differ in case, blanks and dashes.
/// </summary>
internal sealed class FieldTable<T>
    where T : class
{
    private const int MaxKeyLength = 96;
    private readonly FrozenDictionary<string, FieldSetter<T>>.AlternateLookup<ReadOnlySpan<char>> _setters;

    public FieldTable(params (string Key, FieldSetter<T> Set)[] fields) =>
        _setters = fields
            .ToFrozenDictionary(field => Bare(field.Key, new char[MaxKeyLength]).ToString(), field => field.Set, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>False when the key is not in the table.</summary>
    public bool TrySet(T target, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Length > MaxKeyLength || !_setters.TryGetValue(Bare(key, stackalloc char[MaxKeyLength]), out var set))
        {
            return false;
        }

        set(target, value);
        return true;
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> key, Span<char> buffer)
    {
        var length = 0;
        foreach (var c in key)
        {
            if (char.IsLetterOrDigit(c))
            {
                buffer[length++] = char.ToLowerInvariant(c);
            }
        }

        return buffer[..length];
    }
}
