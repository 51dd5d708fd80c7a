using Farol.Devices.Vrp.Reading;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Aaa;

/// <summary>
/// Reads "display aaa" with online-fail-record, offline-record, normal-offline-record or abnormal-offline-record, in full and brief.
/// </summary>
public static class AaaRecordsParser
{
    public const string Command = "display aaa offline-record";

    /// <exception cref="VrpParseException">The text holds no such entry and does not say that there is none.</exception>
    public static AaaRecords Parse(ReadOnlySpan<char> text, string command = Command)
    {
        var reader = new OutputReader(command, text);
        var state = new State();
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("ID ") && line.Has("Name"))
            {
                state.IsBrief = true;
            }
            else if (state.IsBrief)
            {
                ReadBrief(line, state);
            }
            else if (KeyValue.TrySplit(line, out var key, out var value))
            {
                ReadField(state, key, value);
            }
        }

        state.FinishRecord();
        if (state.Records.Count == 0 && state.Total != 0 && !SaysNone(reader.Notice))
        {
            throw reader.Unexpected(state.IsBrief ? "a record (ID, Name, IP address, MAC)" : "\"User name : LOGIN\" and its reason");
        }

        return new AaaRecords(state.Records, state.Total, state.Printed);
    }

    private static void ReadField(State state, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.IsKey("User name"))
        {
            state.FinishRecord();
        }

        state.Attributes.Add(new AccessAttribute(null, key.ToString(), value.OrNull(), FromRadius: false));
        if (!value.IsNothing())
        {
            AaaFields.All.TrySet(state.Current, key, value);
        }
    }

    /// <summary>"116  login  -  00e0-fc12-3456", then the reason on a line of its own; at the end "Total: 1     Printed: 1".</summary>
    private static void ReadBrief(ReadOnlySpan<char> line, State state)
    {
        if (line.Begins("Total"))
        {
            while (KeyValue.TryTake(ref line, out var key, out var value))
            {
                state.Total = key.Is("Total") ? Number.Small(value) : state.Total;
                state.Printed = key.Is("Printed") ? Number.Small(value) : state.Printed;
            }

            return;
        }

        SubscriberRow row = default;
        if (char.IsAsciiDigit(line[0]) && ListingLine.TryRow(line, hasInterfaceColumn: false, ref row))
        {
            state.Records.Add(new AaaRecord
            {
                UserId = row.UserId,
                Username = row.Username.OrNull(),
                IpAddress = row.IpAddress.OrNull(),
                Mac = row.Mac.OrNull(),
                MacAddress = AddressText.ColonMac(row.Mac),
            });
        }
        else if (state.Records.Count > 0)
        {
            state.Records[^1].Reason ??= state.Pool.GetOrNull(line);
        }
    }

    private static bool SaysNone(ReadOnlySpan<char> notice) =>
        notice.Has("record") && (notice.Has("no ") || notice.Has("not exist") || notice.Has("empty"));

    private sealed class State
    {
        public List<AaaRecord> Records { get; } = [];

        public StringPool Pool { get; } = new();

        public AaaRecord Current { get; private set; } = new();

        public List<AccessAttribute> Attributes { get; private set; } = [];

        public bool IsBrief { get; set; }

        public int? Total { get; set; }

        public int? Printed { get; set; }

        /// <summary>Keeps the record that is being read if it tells why; a block of another output does not.</summary>
        public void FinishRecord()
        {
            if (Current.Reason is not null || Current.UnderlyingReason is not null)
            {
                Current.Attributes = Attributes;
                Records.Add(Current);
            }

            Current = new AaaRecord();
            Attributes = [];
        }
    }
}
