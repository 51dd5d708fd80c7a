using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// Reads everything about one or several sessions: "display access-user" by user id, MAC, IP or IPv6 address, and every "verbose" form.
/// </summary>
public static class SubscriberDetailsParser
{
    public const string Command = "display access-user user-id";
    private const string RadiusMark = "(Radius)";

    /// <summary>One record for each session in the text; none when the router says that nobody is online.</summary>
    /// <exception cref="VrpParseException">The text describes no session.</exception>
    public static IReadOnlyList<SubscriberDetails> Parse(ReadOnlySpan<char> text, string command = Command)
    {
        var reader = new OutputReader(command, text);
        var sessions = new List<SubscriberDetails>();
        var attributes = new List<AccessAttribute>();
        var keys = new StringPool();
        string? section = null;
        while (reader.Next())
        {
            var line = reader.Content;
            if (!TrySplit(line, out var key, out var value))
            {
                continue;
            }

            if (BeginsSession(key))
            {
                Finish(sessions, attributes);
                sessions.Add(new SubscriberDetails());
                attributes = [];
            }

            if (IsSection(line, key, value))
            {
                section = keys.Get(key);
            }
            else if (sessions.Count > 0)
            {
                Read(sessions[^1], attributes, section, keys.Get(key), value);
            }
        }

        Finish(sessions, attributes);
        var isAnswer = sessions.Count > 0 || NoOneOnline.IsSaidBy(reader.Notice);
        return isAnswer ? sessions : throw reader.Unexpected("\"User access index : N\"");
    }

    internal static bool BeginsSession(ReadOnlySpan<char> key) => key.IsKey("User access index") || key.IsKey("User ID");

    private static void Read(
        SubscriberDetails session, List<AccessAttribute> attributes, string? section, string key, ReadOnlySpan<char> value)
    {
        var isFromRadius = value.EndsWith(RadiusMark, StringComparison.OrdinalIgnoreCase);
        if (isFromRadius)
        {
            value = value[..^RadiusMark.Length].TrimBlanks();
        }

        attributes.Add(new AccessAttribute(section, key, value.OrNull(), isFromRadius));
        if (!value.IsNothing())
        {
            SubscriberFields.All.TrySet(session, key, value);
        }
    }

    private static void Finish(List<SubscriberDetails> sessions, List<AccessAttribute> attributes)
    {
        if (sessions.Count > 0)
        {
            sessions[^1].Attributes = attributes;
        }
    }

    /// <summary>"AAA:", "Flow Statistic:", "Dslam information :": a heading has no value and stands for itself.</summary>
    private static bool IsSection(ReadOnlySpan<char> line, ReadOnlySpan<char> key, ReadOnlySpan<char> value) =>
        value.IsEmpty && line.EndsWith(':') && !key.Contains('(') && char.IsAsciiLetterUpper(line[0])
        && (line[^2] != ' ' || key.EndsWith("information", StringComparison.OrdinalIgnoreCase));

    /// <summary>By the colon, or, as "NAT Port Scope(Start,End)  1024, 2047" has none, by the wide gap.</summary>
    private static bool TrySplit(ReadOnlySpan<char> line, out ReadOnlySpan<char> key, out ReadOnlySpan<char> value)
    {
        if (KeyValue.TrySplit(line, out key, out value))
        {
            return true;
        }

        var gap = line.IndexOf("  ");
        if (gap <= 0)
        {
            return false;
        }

        key = line[..gap];
        value = line[gap..].TrimBlanks();
        return true;
    }
}
