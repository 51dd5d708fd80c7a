using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Pppoe;

/// <summary>Reads "display ppp statistics" of a slot or an interface.</summary>
public static class PppStatisticsParser
{
    public const string Command = "display ppp statistics";

    private static readonly FieldTable<PppStatistics> _fields = new(
        ("Slot", (p, v) => p.Slot = v.OrNull()),
        ("Interface", (p, v) => p.Interface = v.OrNull()),
        ("SEND_ECHO_FAIL", (p, v) => p.EchoFailures = Number.Integer(v)),
        ("RECV_LCP_CON_REQ", (p, v) => p.LcpRequestsReceived = Number.Integer(v)),
        ("RECV_LCP_TERM_REQ", (p, v) => p.LcpTerminationsReceived = Number.Integer(v)),
        ("SEND_LCP_TERM_REQ", (p, v) => p.LcpTerminationsSent = Number.Integer(v)),
        ("RECV_PAP_AUTH_REQ", (p, v) => p.PapRequestsReceived = Number.Integer(v)),
        ("SEND_PAP_AUTH_ACK", (p, v) => p.PapAccepted = Number.Integer(v)),
        ("SEND_PAP_AUTH_NAK", (p, v) => p.PapRejected = Number.Integer(v)),
        ("RECV_CHAP_RESPONSE", (p, v) => p.ChapResponsesReceived = Number.Integer(v)),
        ("SEND_CHAP_AUTH_ACK", (p, v) => p.ChapAccepted = Number.Integer(v)),
        ("SEND_CHAP_AUTH_FAIL", (p, v) => p.ChapRejected = Number.Integer(v)));

    /// <exception cref="VrpParseException">The text has no counter of LCP or of authentication.</exception>
    public static PppStatistics Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var statistics = new PppStatistics();
        statistics.Counters = CounterLines.Read(ref reader, statistics, _fields);
        var isAnswer = statistics.LcpRequestsReceived is not null || statistics.PapAccepted is not null || statistics.ChapAccepted is not null;
        return isAnswer ? statistics : throw reader.Unexpected("\"RECV_LCP_CON_REQ : N\"");
    }
}
