namespace Farol.Simulator.State;

/// <summary>Letters by alphabet, numbers by value: <c>GigabitEthernet1/0/2</c> before <c>GigabitEthernet1/0/10</c>.</summary>
internal sealed class InterfaceNameOrder : IComparer<string>
{
    public static readonly InterfaceNameOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (left.Length > 0 && right.Length > 0)
        {
            var order = char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0])
                ? TakeNumber(ref left).CompareTo(TakeNumber(ref right))
                : char.ToLowerInvariant(Take(ref left)).CompareTo(char.ToLowerInvariant(Take(ref right)));
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static char Take(ref ReadOnlySpan<char> text)
    {
        var first = text[0];
        text = text[1..];
        return first;
    }

    private static long TakeNumber(ref ReadOnlySpan<char> text)
    {
        var value = 0L;
        while (text.Length > 0 && char.IsAsciiDigit(text[0]))
        {
            value = (value * 10) + (Take(ref text) - '0');
        }

        return value;
    }
}
