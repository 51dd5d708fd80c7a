using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Collects the counters of one direction of one interface. The first value of a kind stays.</summary>
internal sealed class CounterSet
{
    private static readonly string[] _keys =
    [
        "Unicast", "Multicast", "Broadcast", "JumboOctets", "Jumbo", "CRC", "Symbol", "Symbols", "Overrun", "Overruns", "InRangeLength",
        "LongPacket", "Jabber", "Jabbers", "Alignment", "Alignments", "Fragment", "Fragments", "Undersized Frame", "RxPause", "TxPause", "Pause",
        "Lost", "Overflow", "Underrun", "System", "Unknown Vlan", "Total Error", "errors", "error", "Discard", "drops", "drop",
    ];

    private static readonly Kind[] _kinds =
    [
        Kind.Unicast, Kind.Multicast, Kind.Broadcast, Kind.Jumbo, Kind.Jumbo, Kind.Crc, Kind.Symbol, Kind.Symbol, Kind.Overrun, Kind.Overrun,
        Kind.InRangeLength, Kind.LongPacket, Kind.Jabber, Kind.Jabber, Kind.Alignment, Kind.Alignment, Kind.Fragment, Kind.Fragment,
        Kind.UndersizedFrame, Kind.Pause, Kind.Pause, Kind.Pause, Kind.Lost, Kind.Overflow, Kind.Underrun, Kind.System, Kind.UnknownVlan,
        Kind.Errors, Kind.Errors, Kind.Errors, Kind.Drops, Kind.Drops, Kind.Drops,
    ];

    private readonly long?[] _values = new long?[(int)Kind.Count];
    private bool _isAny;

    private enum Kind
    {
        Bytes,
        Packets,
        Unicast,
        Multicast,
        Broadcast,
        Jumbo,
        Crc,
        Symbol,
        Overrun,
        InRangeLength,
        LongPacket,
        Jabber,
        Alignment,
        Fragment,
        UndersizedFrame,
        Pause,
        Lost,
        Overflow,
        Underrun,
        System,
        UnknownVlan,
        Errors,
        Drops,
        Count,
    }

    public long? Errors => _values[(int)Kind.Errors];

    public void Clear()
    {
        Array.Clear(_values);
        _isAny = false;
    }

    /// <summary>"5646113842898631 bytes, 5868474037593 packets" or "0 packets,0 bytes": the order differs, so the unit decides.</summary>
    public void TakeTotals(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split(','))
        {
            var part = text[range].TrimBlanks();
            if (part.Has("byte"))
            {
                Set(Kind.Bytes, Number.LeadingInteger(part));
            }
            else if (part.Has("packet"))
            {
                Set(Kind.Packets, Number.LeadingInteger(part));
            }
        }
    }

    /// <summary>
    /// "Unicast: 7 packets, Multicast: 0 packets", "Broadcast: 21 packets JumboOctets: 3 packets", "CRC: 0, Symbol: 0" (the name first) or
    /// "0 unicast,0 broadcast", "0 errors,0 drops", "0 input error" (the name last).
    /// </summary>
    public void Take(ReadOnlySpan<char> line)
    {
        if (line.Contains(':'))
        {
            TakePairs(line);
            return;
        }

        foreach (var range in line.Split(','))
        {
            var tokens = new TokenReader(line[range]);
            var value = Number.Integer(tokens.First());
            Set(KindOf(tokens.Last()), value);
        }
    }

    public InterfaceCounters? Build()
    {
        if (!_isAny)
        {
            return null;
        }

        return new InterfaceCounters
        {
            Bytes = _values[(int)Kind.Bytes],
            Packets = _values[(int)Kind.Packets],
            Unicast = _values[(int)Kind.Unicast],
            Multicast = _values[(int)Kind.Multicast],
            Broadcast = _values[(int)Kind.Broadcast],
            Jumbo = _values[(int)Kind.Jumbo],
            Crc = _values[(int)Kind.Crc],
            Symbol = _values[(int)Kind.Symbol],
            Overrun = _values[(int)Kind.Overrun],
            InRangeLength = _values[(int)Kind.InRangeLength],
            LongPacket = _values[(int)Kind.LongPacket],
            Jabber = _values[(int)Kind.Jabber],
            Alignment = _values[(int)Kind.Alignment],
            Fragment = _values[(int)Kind.Fragment],
            UndersizedFrame = _values[(int)Kind.UndersizedFrame],
            Pause = _values[(int)Kind.Pause],
            Lost = _values[(int)Kind.Lost],
            Overflow = _values[(int)Kind.Overflow],
            Underrun = _values[(int)Kind.Underrun],
            System = _values[(int)Kind.System],
            UnknownVlan = _values[(int)Kind.UnknownVlan],
            Errors = _values[(int)Kind.Errors],
            Drops = _values[(int)Kind.Drops],
        };
    }

    /// <summary>Takes "name: value [packets][,]" again and again; commas between pairs may be missing.</summary>
    private void TakePairs(ReadOnlySpan<char> line)
    {
        var rest = line;
        while (rest.IndexOf(':') is var colon and >= 0)
        {
            var kind = KindOf(rest[..colon].Trim(" \t,"));
            rest = rest[(colon + 1)..].TrimStartBlanks();
            var length = 0;
            while (length < rest.Length && char.IsAsciiDigit(rest[length]))
            {
                length++;
            }

            Set(kind, Number.Integer(rest[..length]));
            rest = rest[length..].TrimStartBlanks();
            rest = rest.Begins("packets") ? rest["packets".Length..] : rest.TrimStart('-');
        }
    }

    private void Set(Kind kind, long? value)
    {
        if (kind != Kind.Count && value is not null)
        {
            _values[(int)kind] ??= value;
            _isAny = true;
        }
    }

    private static Kind KindOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            if (name.Length == _keys[i].Length && name.Is(_keys[i]))
            {
                return _kinds[i];
            }
        }

        return Kind.Count;
    }
}
