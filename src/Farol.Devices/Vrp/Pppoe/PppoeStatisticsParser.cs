using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Pppoe;

/// <summary>Reads "display pppoe statistics" of a slot or an interface.</summary>
public static class PppoeStatisticsParser
{
    public const string Command = "display pppoe statistics";

    private static readonly FieldTable<PppoeStatistics> _fields = new(
        ("Slot", (p, v) => p.Slot = v.OrNull()),
        ("Interface", (p, v) => p.Interface = v.OrNull()),
        ("ACTIVE_SESSION", (p, v) => p.ActiveSessions = Number.Integer(v)),
        ("TOTAL_SESSION", (p, v) => p.TotalSessions = Number.Integer(v)),
        ("RECV_PADI_PKT", (p, v) => p.PadiReceived = Number.Integer(v)),
        ("DISCARD_PADI_PKT", (p, v) => p.PadiDiscarded = Number.Integer(v)),
        ("SEND_PADO_PKT", (p, v) => p.PadoSent = Number.Integer(v)),
        ("RECV_PADR_PKT", (p, v) => p.PadrReceived = Number.Integer(v)),
        ("DISCARD_PADR_PKT", (p, v) => p.PadrDiscarded = Number.Integer(v)),
        ("SEND_PADS_PKT", (p, v) => p.PadsSent = Number.Integer(v)),
        ("SEND_NULL_PADS_PKT", (p, v) => p.NullPadsSent = Number.Integer(v)),
        ("RECV_PADT_PKT", (p, v) => p.PadtReceived = Number.Integer(v)),
        ("SEND_PADT_PKT", (p, v) => p.PadtSent = Number.Integer(v)),
        ("DISCARD_PADT_PKT", (p, v) => p.PadtDiscarded = Number.Integer(v)),
        ("RECV_SESSION_PKT", (p, v) => p.SessionPacketsReceived = Number.Integer(v)),
        ("SEND_SESSION_PKT", (p, v) => p.SessionPacketsSent = Number.Integer(v)),
        ("DISCARD_SESSION_PKT", (p, v) => p.SessionPacketsDiscarded = Number.Integer(v)),
        ("RECV_PKT", (p, v) => p.PacketsReceived = Number.Integer(v)),
        ("DISCARD_PKT", (p, v) => p.PacketsDiscarded = Number.Integer(v)),
        ("Total Invalid PAD packets", (p, v) => p.InvalidPackets = Number.Integer(v)));

    /// <exception cref="VrpParseException">The text has no counter of sessions or discovery packets.</exception>
    public static PppoeStatistics Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var statistics = new PppoeStatistics();
        statistics.Counters = CounterLines.Read(ref reader, statistics, _fields);
        var isAnswer = statistics.ActiveSessions is not null || statistics.TotalSessions is not null || statistics.PadiReceived is not null;
        return isAnswer ? statistics : throw reader.Unexpected("\"ACTIVE_SESSION : N\" or \"RECV_PADI_PKT : N\"");
    }
}
