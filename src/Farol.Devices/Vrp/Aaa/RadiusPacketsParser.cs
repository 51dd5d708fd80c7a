using Farol.Devices.Vrp.Reading;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Aaa;

/// <summary>Reads "display radius-server packet": the total and the last 30 minutes, two pairs a line.</summary>
public static class RadiusPacketsParser
{
    public const string Command = "display radius-server packet";
    private const int MaxCounters = 128;

    private static readonly FieldTable<RadiusPacketCounts> _fields = new(
        ("Access Requests", (c, v) => c.Requests = Number.Integer(v)),
        ("Account Requests", (c, v) => c.Requests = Number.Integer(v)),
        ("Author Requests", (c, v) => c.Requests = Number.Integer(v)),
        ("Access Retransmissions", (c, v) => c.Retransmissions = Number.Integer(v)),
        ("Account Retransmissions", (c, v) => c.Retransmissions = Number.Integer(v)),
        ("Author Retransmissions", (c, v) => c.Retransmissions = Number.Integer(v)),
        ("Account Responses", (c, v) => c.Responses = Number.Integer(v)),
        ("Access Accepts", (c, v) => c.Accepts = Number.Integer(v)),
        ("Access Rejects", (c, v) => c.Rejects = Number.Integer(v)),
        ("Author Acks", (c, v) => c.Acks = Number.Integer(v)),
        ("Author Naks", (c, v) => c.Naks = Number.Integer(v)),
        ("Timeouts", (c, v) => c.Timeouts = Number.Integer(v)),
        ("Server Not Reply", (c, v) => c.NoReply = Number.Integer(v)),
        ("Packets Dropped", (c, v) => c.Dropped = Number.Integer(v)),
        ("Bad Authenticators", (c, v) => c.BadAuthenticators = Number.Integer(v)));

    /// <exception cref="VrpParseException">The text has no such counters.</exception>
    public static RadiusPackets Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        RadiusPacketCounts? total = null;
        RadiusPacketCounts? recent = null;
        var kind = "";
        var counters = new List<NamedCount>();
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.EndsWith("packets:", StringComparison.OrdinalIgnoreCase) && line.TryAfter("radius server", out var named))
            {
                kind = named.FirstWord().ToString();
                counters = [];
                var counts = new RadiusPacketCounts { Counters = counters };
                (total, recent) = line.Begins("Total") ? (counts, recent) : (total, counts);
            }
            else if ((recent ?? total) is { } current)
            {
                Read(line, current, counters);
            }
        }

        return total?.Requests is not null
            ? new RadiusPackets(kind, total, recent)
            : throw reader.Unexpected("\"Total radius server … packets:\" and its counters");
    }

    private static void Read(ReadOnlySpan<char> line, RadiusPacketCounts target, List<NamedCount> counters)
    {
        while (KeyValue.TryTake(ref line, out var key, out var value))
        {
            _fields.TrySet(target, key, value);
            if (Number.Integer(value) is { } count && counters.Count < MaxCounters)
            {
                counters.Add(new NamedCount(key.ToString(), count));
            }
        }
    }
}
