using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads the counters of "display access-user", of its "summary" forms and of "display access-user slot N".</summary>
public static class OnlineSummaryParser
{
    public const string Command = "display access-user";

    private static readonly FieldTable<OnlineSummary> _fields = new(
        ("Normal users", (s, v) => s.NormalUsers = Number.Small(v)),
        ("RUI Local users", (s, v) => s.RuiLocalUsers = Number.Small(v)),
        ("RUI Remote users", (s, v) => s.RuiRemoteUsers = Number.Small(v)),
        ("Lac users", (s, v) => s.LacUsers = Number.Small(v)),
        ("Wait authen-ack", (s, v) => s.WaitingForAuthentication = Number.Small(v)),
        ("Authentication success", (s, v) => s.Authenticated = Number.Small(v)),
        ("Accounting ready", (s, v) => s.AccountingReady = Number.Small(v)),
        ("Accounting state", (s, v) => s.AccountingStarted = Number.Small(v)),
        ("Slot", (s, v) => s.Slot = v.OrNull()));

    private enum Part
    {
        Counters,
        Domains,
        UserIds,
    }

    /// <exception cref="VrpParseException">No counter of users is in the text.</exception>
    public static OnlineSummary Parse(ReadOnlySpan<char> text, string command = Command)
    {
        var reader = new OutputReader(command, text);
        var summary = new OnlineSummary();
        var lists = new Lists();
        var part = Part.Counters;
        while (reader.Next())
        {
            part = PartBegunBy(reader.Content, part, out var isHeading);
            if (!isHeading)
            {
                Read(reader.Content, part, summary, lists);
            }
        }

        if (summary.TotalUsers is null && summary.NormalUsers is null)
        {
            summary.TotalUsers = NoOneOnline.IsSaidBy(reader.Notice) ? 0 : throw reader.Unexpected("a counter such as \"Total users : N\"");
        }

        summary.Authentications = lists.Authentications;
        summary.OtherCounters = lists.Others;
        summary.Domains = lists.Domains;
        summary.UsedUserIds = lists.UserIds;
        return summary;
    }

    private static Part PartBegunBy(ReadOnlySpan<char> line, Part current, out bool isHeading)
    {
        if (line.Begins("Domain-name") || line.Begins("Domain name"))
        {
            isHeading = !line.Contains(':');
            return isHeading ? Part.Domains : current;
        }

        isHeading = line.Begins("The used CID");
        return isHeading ? Part.UserIds : current;
    }

    private static void Read(ReadOnlySpan<char> line, Part part, OnlineSummary summary, Lists lists)
    {
        switch (part)
        {
            case Part.Domains:
                ReadDomain(line, lists);
                break;
            case Part.UserIds:
                ReadUserIds(line, lists);
                break;
            default:
                ReadCounters(line, summary, lists);
                break;
        }
    }

    private static void ReadCounters(ReadOnlySpan<char> line, OnlineSummary summary, Lists lists)
    {
        while (KeyValue.TryTake(ref line, out var key, out var value))
        {
            if (TrySetTotal(summary, key, value) || _fields.TrySet(summary, key, value) || Number.Integer(value) is not { } count)
            {
                continue;
            }

            var counter = new NamedCount(key.ToString(), count);
            (key.EndsWith("authentication", StringComparison.OrdinalIgnoreCase) ? lists.Authentications : lists.Others).Add(counter);
        }
    }

    private static bool TrySetTotal(OnlineSummary summary, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        var count = Number.Small(value);
        switch (UserKind.Of(key))
        {
            case UserKind.Kind.Total:
                summary.TotalUsers = count;
                return true;
            case UserKind.Kind.Ipv4:
                summary.Ipv4Users = count;
                return true;
            case UserKind.Kind.Ipv6:
                summary.Ipv6Users = count;
                return true;
            case UserKind.Kind.DualStack:
                summary.DualStackUsers = count;
                return true;
            default:
                return false;
        }
    }

    /// <summary>"isp7 : 0"; the count stands last, whatever the name holds.</summary>
    private static void ReadDomain(ReadOnlySpan<char> line, Lists lists)
    {
        var tokens = new TokenReader(line);
        if (Number.Small(tokens.Last().TrimStart(':')) is { } online && tokens.Rest.TrimEnd(':').TrimBlanks() is { IsEmpty: false } name)
        {
            lists.Domains.Add(new DomainOnline(name.ToString(), online));
        }
    }

    /// <summary>"20-28", "20-28, 30", "3".</summary>
    private static void ReadUserIds(ReadOnlySpan<char> line, Lists lists)
    {
        foreach (var range in line.SplitAny(' ', ',', '\t'))
        {
            var ids = line[range];
            var dash = ids.IndexOf('-');
            var first = Number.Integer(dash < 0 ? ids : ids[..dash]);
            var last = dash < 0 ? first : Number.Integer(ids[(dash + 1)..]);
            if (first is { } from && last is { } to)
            {
                lists.UserIds.Add(new UserIdRange(from, to));
            }
        }
    }

    private sealed class Lists
    {
        public List<NamedCount> Authentications { get; } = [];

        public List<NamedCount> Others { get; } = [];

        public List<DomainOnline> Domains { get; } = [];

        public List<UserIdRange> UserIds { get; } = [];
    }
}
