using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads "display max-onlineusers", for the router or by domain.</summary>
public static class MaxOnlineUsersParser
{
    public const string Command = "display max-onlineusers";

    private static readonly FieldTable<MaxOnlineUsers> _fields = new(
        ("Max online users since startup", (m, v) => m.MaxOnline = Number.Small(v)),
        ("Time of max online users", (m, v) => m.MaxOnlineAt = Moment.Local(v)),
        ("Max accounting-ready users since startup", (m, v) => m.MaxAccountingReady = Number.Small(v)),
        ("Time of max accounting-ready users", (m, v) => m.MaxAccountingReadyAt = Moment.Local(v)),
        ("Max normal & RUI local users since startup", (m, v) => m.MaxNormalAndRuiLocal = Number.Small(v)),
        ("Time of max normal & RUI local users", (m, v) => m.MaxNormalAndRuiLocalAt = Moment.Local(v)),
        ("Max RUI remote users since startup", (m, v) => m.MaxRuiRemote = Number.Small(v)),
        ("Time of max RUI remote users", (m, v) => m.MaxRuiRemoteAt = Moment.Local(v)));

    /// <exception cref="VrpParseException">The text tells no peak.</exception>
    public static MaxOnlineUsers Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var peaks = new MaxOnlineUsers();
        var domains = new List<DomainPeak>();
        var isTable = false;
        while (reader.Next())
        {
            if (reader.Content.Begins("Domain name") && reader.Content.Has("Max online users"))
            {
                isTable = true;
            }
            else if (isTable && TryRow(reader.Content) is { } row)
            {
                domains.Add(row);
            }
            else if (!isTable && KeyValue.TrySplit(reader.Content, out var key, out var value))
            {
                _fields.TrySet(peaks, key, value);
            }
        }

        peaks.Domains = domains;
        return peaks.MaxOnline is not null || peaks.MaxNormalAndRuiLocal is not null || domains.Count > 0
            ? peaks
            : throw reader.Unexpected("\"Max online users since startup : N\" or a table by domain");
    }

    private static DomainPeak? TryRow(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        var domain = tokens.First();
        return Number.Small(tokens.First()) is { } max ? new DomainPeak(domain.ToString(), max, Moment.Local(tokens.Rest)) : null;
    }
}
