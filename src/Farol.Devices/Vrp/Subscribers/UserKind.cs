using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Which users a counter counts, from its name in any order and spelling: "Total users", "Dual-Stack users", "Users of IPv6".</summary>
internal static class UserKind
{
    private const int MaxNameLength = 64;

    internal enum Kind
    {
        Other,
        Total,
        Ipv4,
        Ipv6,
        DualStack,
    }

    public static Kind Of(ReadOnlySpan<char> name)
    {
        if (name.Length > MaxNameLength || !(name.Has("user") || name.Has("online")))
        {
            return Kind.Other;
        }

        Span<char> said = stackalloc char[MaxNameLength];
        var length = 0;
        foreach (var range in name.SplitAny(' ', '\t', '-', '_', '/', '(', ')', '.'))
        {
            var word = name[range];
            if (!IsFiller(word))
            {
                word.ToLowerInvariant(said[length..]);
                length += word.Length;
            }
        }

        return said[..length] switch
        {
            "total" or "all" => Kind.Total,
            "ipv4" or "totalipv4" or "ipv4total" => Kind.Ipv4,
            "ipv6" or "totalipv6" or "ipv6total" => Kind.Ipv6,
            "dual" or "dualstack" or "totaldual" or "totaldualstack" or "ipv4ipv6" => Kind.DualStack,
            _ => Kind.Other,
        };
    }

    private static bool IsFiller(ReadOnlySpan<char> word) =>
        word.IsEmpty || word.Begins("user") || word.Is("online") || word.Is("access") || word.Is("number") || word.Is("num")
        || word.Is("of") || word.Is("the");
}
