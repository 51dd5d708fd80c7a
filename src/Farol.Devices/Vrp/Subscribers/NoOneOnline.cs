using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>"Info: No online user!", "Info: no online user.": an answer, not a failure.</summary>
internal static class NoOneOnline
{
    public static bool IsSaidBy(ReadOnlySpan<char> notice) => notice.Has("no online user") || notice.Has("no user online");
}
