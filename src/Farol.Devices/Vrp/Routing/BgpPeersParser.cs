using System.Buffers;
using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Routing;

/// <summary>Reads "display bgp peer".</summary>
public static class BgpPeersParser
{
    private const string Command = "display bgp peer";

    private static readonly SearchValues<char> _addressLetters = SearchValues.Create("0123456789abcdefABCDEF.:");

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static BgpPeers Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var summary = new BgpPeers();
        var peers = ImmutableArray.CreateBuilder<BgpPeer>();
        var hasHeader = false;
        string? vpn = null;
        string? peerAbove = null;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("BGP Peer is"))
            {
                throw reader.Unexpected("the table of \"display bgp peer\" (this is its \"verbose\" form)");
            }

            if (line.Begins("Peer") && line.Has("MsgRcvd"))
            {
                hasHeader = true;
            }
            else if (line.TryAfter("VPN-Instance ", out var instance) && !line.Begins("Peer"))
            {
                vpn = instance.FirstWord().TrimEnd(",:").OrNull();
            }
            else if (TryPeer(peerAbove is null ? line : $"{peerAbove} {line}", vpn) is { } peer && (hasHeader || (isFiltered && IsWhole(peer))))
            {
                peers.Add(peer);
                peerAbove = null;
            }
            else
            {
                // A long IPv6 address stands alone, with the columns in the line below.
                peerAbove = hasHeader && IsAddress(line) ? line.ToString() : null;
                summary = peerAbove is null ? WithSummary(summary, line) : summary;
            }
        }

        return hasHeader || peers.Count > 0 || (summary.LocalRouterId is not null && summary.TotalPeers == 0)
            ? summary with { Peers = peers.DrainToImmutable() }
            : throw reader.NotFound(summary.LocalRouterId is null
                ? "\"BGP local router ID : …\""
                : "the header \"Peer  V  AS  MsgRcvd  MsgSent  OutQ  Up/Down  State  PrefRcv\"");
    }

    /// <summary>A row that a filter left without its header.</summary>
    private static bool IsWhole(BgpPeer peer) =>
        peer is { Version: 4, MessagesSent: not null, OutQueue: not null, UpDownSeconds: not null } && char.IsAsciiLetter(peer.State[0]);

    private static BgpPeers WithSummary(BgpPeers summary, ReadOnlySpan<char> line)
    {
        if (!KeyValue.TrySplit(line, out var key, out var value))
        {
            return summary;
        }

        if (value.TryAfter("established state", out var established))
        {
            summary = summary with { EstablishedPeers = Number.Small(established.TrimStart(" :")) };
        }

        return key switch
        {
            _ when key.IsKey("BGP local router ID") => summary with { LocalRouterId = value.OrNull() },
            _ when key.IsKey("Local AS number") => summary with { LocalAs = AsNumber(value.FirstWord()) },
            _ when key.IsKey("Total number of peers") => summary with { TotalPeers = Number.Small(value.FirstWord()) },
            _ when key.IsKey("Peers in established state") => summary with { EstablishedPeers = Number.Small(value.FirstWord()) },
            _ => summary,
        };
    }

    /// <summary>Seven columns from the left, the prefixes from the right; the state is what is left, "No neg" included.</summary>
    private static BgpPeer? TryPeer(ReadOnlySpan<char> line, string? vpn)
    {
        var tokens = new TokenReader(line);
        var address = tokens.First();
        var isDynamic = address.StartsWith('*');
        address = address.TrimStart('*');
        if (address.IsEmpty && isDynamic)
        {
            address = tokens.First();
        }

        var version = Number.Small(tokens.First());
        var peerAs = AsNumber(tokens.First());
        var received = Number.Integer(tokens.First());
        var sent = Number.Integer(tokens.First());
        var queue = Number.Integer(tokens.First());
        var upDown = tokens.First();
        var last = tokens.Last();
        var prefixes = Number.Integer(last);
        if (!IsAddress(address) || version is null || peerAs is null || received is null || last.IsEmpty)
        {
            return null;
        }

        var state = tokens.IsEmpty && prefixes is null ? last : tokens.Rest;
        return state.IsEmpty ? null : new BgpPeer
        {
            Peer = address.ToString(),
            Version = version,
            As = peerAs,
            MessagesReceived = received,
            MessagesSent = sent,
            OutQueue = queue,
            UpDown = upDown.OrNull(),
            UpDownSeconds = Moment.Seconds(upDown),
            State = state.ToString(),
            PrefixesReceived = prefixes,
            VpnInstance = vpn,
            Dynamic = isDynamic,
        };
    }

    private static bool IsAddress(ReadOnlySpan<char> text) =>
        text.Length >= 2 && !text.ContainsAny(' ', '\t') && (text.Count('.') == 3 || text.Count(':') >= 2)
        && !text.ContainsAnyExcept(_addressLetters);

    /// <summary>"65010" or "65011.21531" (upper and lower 16 bits).</summary>
    private static long? AsNumber(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        if (dot < 0)
        {
            return Number.Integer(text) is >= 0 and <= uint.MaxValue and var number ? number : null;
        }

        var high = Number.Integer(text[..dot]);
        var low = Number.Integer(text[(dot + 1)..]);
        return high is >= 0 and <= ushort.MaxValue && low is >= 0 and <= ushort.MaxValue ? (high << 16) + low : null;
    }
}
