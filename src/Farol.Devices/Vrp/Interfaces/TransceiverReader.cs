using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Collects the transceiver lines of an interface.</summary>
internal sealed class TransceiverReader
{
    /// <summary>No module has more.</summary>
    private const int MaxLanes = 16;

    private Transceiver? _transceiver;

    public double? RxPowerDbm { get; private set; }

    public double? TxPowerDbm { get; private set; }

    /// <summary>Null when no line was about a transceiver.</summary>
    public Transceiver? Transceiver => _transceiver;

    /// <summary>Takes the line if it is one of a transceiver.</summary>
    public bool TryTake(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return false;
        }

        switch (line[0] | 0x20)
        {
            case 'r' or 't' when (line[1..].StartsWith('x') || line[1..].StartsWith('X')) && TryPower(line):
                return true;
            case 't' when line.Begins("The Vendor ") || line.Begins("The Transceiver "):
                Vendor(line);
                return true;
            case 't' when line.Begins("Transceiver "):
                Modes(line);
                return true;
            case 'p' when line.Begins("Port BW") && line.Has("Transceiver"):
                Modes(line);
                return false;
            case 'c' when line.Begins("Connector Type"):
            case 'w' when line.Begins("WaveLength"):
                Wavelength(line);
                return true;
            case 'o' when line.Begins("Optical transceiver is offline"):
                _transceiver = Known() with { Online = false };
                return true;
            default:
                return false;
        }
    }

    private Transceiver Known() => _transceiver ?? new Transceiver();

    /// <summary>
    /// "Rx Power:  -1.47dBm, Warning range: [-15.003,  0.499]dBm"; of several lanes "Rx Warning range: […]dBm, Tx Warning range: […]dBm" once,
    /// then "Rx0 Power: -1.00dBm, Tx0 Power: 1.50dBm" or "Rx Power[0]: …" each.
    /// </summary>
    private bool TryPower(ReadOnlySpan<char> line)
    {
        var isPower = false;
        while (KeyValue.TrySplit(line, out var key, out var value))
        {
            var end = EndOfValue(value);
            var said = value[..end];
            line = value[end..].TrimStart(", ");
            var isReceive = key.Begins("Rx");
            if (key.Has("range") && (isReceive || key.Begins("Tx")))
            {
                Range(isReceive, said);
            }
            else if (Lane(key) is { } lane)
            {
                Light(lane, isReceive, Number.LeadingDecimal(said));
            }
            else if (key.IsKey("Rx Power") || key.IsKey("Rx Optical Power") || key.IsKey("Tx Power") || key.IsKey("Tx Optical Power"))
            {
                Power(isReceive, said, ref line);
            }
            else
            {
                return isPower;
            }

            isPower = true;
        }

        return isPower;
    }

    /// <summary>At the comma that is not inside a range.</summary>
    private static int EndOfValue(ReadOnlySpan<char> value)
    {
        var close = value.StartsWith('[') ? Math.Max(value.IndexOf(']'), 0) : 0;
        var comma = value[close..].IndexOf(',');
        return comma < 0 ? value.Length : close + comma;
    }

    /// <summary>The digit of "Rx0 Power", "Tx3 Power", "Rx Power[2]"; null for a module of one lane.</summary>
    private static int? Lane(ReadOnlySpan<char> key)
    {
        var digits = key.IndexOfAnyInRange('0', '9');
        if (digits < 0 || !key.Has("Power"))
        {
            return null;
        }

        var end = digits + 1;
        while (end < key.Length && char.IsAsciiDigit(key[end]))
        {
            end++;
        }

        return Number.Small(key[digits..end]);
    }

    private void Light(int lane, bool isReceive, double? power)
    {
        var lanes = Known().Lanes;
        if (lane >= MaxLanes)
        {
            return;
        }

        var at = -1;
        for (var i = 0; i < lanes.Length && at < 0; i++)
        {
            at = lanes[i].Lane == lane ? i : at;
        }

        var light = at < 0 ? new TransceiverLane(lane, null, null) : lanes[at];
        light = isReceive ? light with { RxPowerDbm = light.RxPowerDbm ?? power } : light with { TxPowerDbm = light.TxPowerDbm ?? power };
        _transceiver = Known() with { Lanes = at < 0 ? lanes.Add(light) : lanes.SetItem(at, light) };
    }

    private void Power(bool isReceive, ReadOnlySpan<char> value, ref ReadOnlySpan<char> rest)
    {
        var power = Number.LeadingDecimal(value);
        RxPowerDbm ??= isReceive ? power : null;
        TxPowerDbm ??= isReceive ? null : power;
        if ((rest.Begins("Warning range") || rest.Begins("Normal range")) && KeyValue.TrySplit(rest, out _, out var range))
        {
            Range(isReceive, range);
            rest = range[EndOfValue(range)..].TrimStart(", ");
        }
        else
        {
            Range(isReceive, default);
        }
    }

    private void Range(bool isReceive, ReadOnlySpan<char> value)
    {
        double? low = null;
        double? high = null;
        var open = value.IndexOf('[');
        if (open >= 0)
        {
            var range = value[(open + 1)..];
            var comma = range.IndexOf(',');
            low = Number.LeadingDecimal(range);
            high = comma < 0 ? null : Number.LeadingDecimal(range[(comma + 1)..]);
        }

        if (isReceive)
        {
            _transceiver = Known() with { RxPowerLowDbm = _transceiver?.RxPowerLowDbm ?? low, RxPowerHighDbm = _transceiver?.RxPowerHighDbm ?? high };
        }
        else
        {
            _transceiver = Known() with { TxPowerLowDbm = _transceiver?.TxPowerLowDbm ?? low, TxPowerHighDbm = _transceiver?.TxPowerHighDbm ?? high };
        }
    }

    /// <summary>"The Vendor PN is X", "The Vendor Name is FINISAR CORP.   , The Vendor PN is X".</summary>
    private void Vendor(ReadOnlySpan<char> line)
    {
        foreach (var range in line.Split(','))
        {
            var part = line[range].TrimBlanks();
            if (part.TryAfter("Vendor PN is", out var pn))
            {
                _transceiver = Known() with { VendorPn = pn.OrNull() };
            }
            else if (part.TryAfter("Vendor Name is", out var name))
            {
                _transceiver = Known() with { VendorName = name.OrNull() };
            }
        }

        if (line.TryAfter("Transceiver", out _))
        {
            Modes(line);
        }
    }

    /// <summary>"Port BW: 10G, Transceiver max BW: 10G, Transceiver Mode: SingleMode".</summary>
    private void Modes(ReadOnlySpan<char> line)
    {
        foreach (var range in line.Split(','))
        {
            if (!KeyValue.TrySplit(line[range], out var key, out var value))
            {
                continue;
            }

            if (key.IsKey("Transceiver max BW") || key.IsKey("Transceiver BW"))
            {
                _transceiver = Known() with { MaxSpeedBps = Quantity.BitsPerSecond(value) };
            }
            else if (key.IsKey("Transceiver Mode"))
            {
                _transceiver = Known() with { Mode = value.OrNull() };
            }
        }
    }

    /// <summary>"WaveLength: 1310nm, Transmission Distance: 10km".</summary>
    private void Wavelength(ReadOnlySpan<char> line)
    {
        foreach (var range in line.Split(','))
        {
            if (!KeyValue.TrySplit(line[range], out var key, out var value))
            {
                continue;
            }

            if (key.IsKey("WaveLength"))
            {
                _transceiver = Known() with { WavelengthNanometers = Number.LeadingDecimal(value) };
            }
            else if (key.Has("Distance"))
            {
                _transceiver = Known() with { DistanceMeters = Number.LeadingDecimal(value) * (value.Has("km") ? 1_000 : 1) };
            }
        }
    }
}
