using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Alarms;

/// <summary>The four levels of an alarm, by number or by word.</summary>
internal static class Severity
{
    private static readonly string[] _words = ["critical", "major", "minor", "warning"];

    /// <summary>Level and word of "2", "Major"; nulls when it is neither.</summary>
    public static (int? Level, string? Word) Of(ReadOnlySpan<char> text)
    {
        if (Number.Small(text) is { } number)
        {
            return number is >= 1 and <= 4 ? (number, _words[number - 1]) : (number, null);
        }

        for (var i = 0; i < _words.Length; i++)
        {
            if (text.Is(_words[i]))
            {
                return (i + 1, _words[i]);
            }
        }

        return (null, null);
    }
}
