using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Collects the transceiver lines of an interface.</summary>
internal sealed class TransceiverReader
{
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
            case 'r' or 't' when line.Has("Power") && KeyValue.TrySplit(line, out var key, out var value)
                && (key.IsKey("Rx Power") || key.IsKey("Rx Optical Power") || key.IsKey("Tx Power") || key.IsKey("Tx Optical Power")):
                Power(char.ToLowerInvariant(line[0]) == 'r', value);
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

    /// <summary>"-1.47dBm, Warning range: [-15.003,  0.499]dBm".</summary>
    private void Power(bool isReceive, ReadOnlySpan<char> value)
    {
        var power = Number.LeadingDecimal(value);
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
            RxPowerDbm ??= power;
            _transceiver = Known() with { RxPowerLowDbm = _transceiver?.RxPowerLowDbm ?? low, RxPowerHighDbm = _transceiver?.RxPowerHighDbm ?? high };
        }
        else
        {
            TxPowerDbm ??= power;
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

            if (key.IsKey("Transceiver max BW"))
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
