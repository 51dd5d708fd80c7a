using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Collects the lines of one interface of "display interface". The first value of a kind stays: what follows is about parts of it.</summary>
internal sealed class InterfaceBuilder
{
    private const int MaxAddresses = 256;
    private readonly CounterSet _input;
    private readonly CounterSet _output;
    private readonly TransceiverReader _optics = new();
    private readonly ImmutableArray<string>.Builder _addresses;
    private readonly ImmutableArray<TrunkMember>.Builder _members;
    private readonly RateReader _rates = new();
    private readonly string _name;
    private readonly string _status;
    private readonly string? _statusReason;
    private readonly long? _ifIndex;
    private CounterSet? _direction;
    private bool _inMembers;
    private bool _inPerFamily;

    private string? _protocol;
    private string? _protocolReason;
    private DateTime? _protocolUp;
    private string? _quality;
    private string? _description;
    private int? _mtu;
    private string? _mac;
    private long? _speed;
    private string? _duplex;
    private DateTime? _physicalUp;
    private DateTime? _physicalDown;
    private DateTime? _systemTime;
    private DateTime? _cleared;

    public InterfaceBuilder(InterfaceTitle title, InterfaceScratch scratch)
    {
        scratch.Clear();
        _input = scratch.Input;
        _output = scratch.Output;
        _addresses = scratch.Addresses;
        _members = scratch.Members;
        _name = title.Name.ToString();
        _status = title.State.Status;
        _statusReason = title.State.Reason;
        _ifIndex = title.IfIndex;
    }

    public void Take(ReadOnlySpan<char> line)
    {
        if (line.Begins("Description:") || line.Begins("Description :"))
        {
            _description ??= line[(line.IndexOf(':') + 1)..].TrimBlanks().ToString();
            return;
        }

        if (_inMembers && TryMember(line))
        {
            return;
        }

        if (line.Begins("Ipv4:") || line.Begins("Ipv6:"))
        {
            _inPerFamily = true;
        }

        if (_inPerFamily || _optics.TryTake(line) || _rates.TryTake(line))
        {
            return;
        }

        if (!TryCounters(line))
        {
            TakeProperty(line);
        }
    }

    public InterfaceDetail Build() => new()
    {
        Name = _name,
        IfIndex = _ifIndex,
        Status = _status,
        StatusReason = _statusReason,
        Protocol = _protocol,
        ProtocolReason = _protocolReason,
        LastProtocolUpTime = _protocolUp,
        LinkQuality = _quality,
        Description = string.IsNullOrEmpty(_description) ? null : _description,
        Mtu = _mtu,
        IpAddress = _addresses.Count > 0 ? _addresses[0] : null,
        IpAddresses = _addresses.ToImmutable(),
        MacAddress = _mac,
        SpeedBps = _speed,
        Duplex = _duplex,
        LastPhysicalUpTime = _physicalUp,
        LastPhysicalDownTime = _physicalDown,
        SystemTime = _systemTime,
        StatisticsClearedTime = _cleared,
        RateIntervalSeconds = _rates.IntervalSeconds,
        InBps = _rates.In.Bps,
        OutBps = _rates.Out.Bps,
        InPacketsPerSecond = _rates.In.PacketsPerSecond,
        OutPacketsPerSecond = _rates.Out.PacketsPerSecond,
        UtilizationIn = _rates.In.Utilization,
        UtilizationOut = _rates.Out.Utilization,
        InPeakBps = _rates.In.PeakBps,
        InPeakTime = _rates.In.PeakTime,
        OutPeakBps = _rates.Out.PeakBps,
        OutPeakTime = _rates.Out.PeakTime,
        InErrors = _input.Errors,
        OutErrors = _output.Errors,
        Input = _input.Build(),
        Output = _output.Build(),
        RxPowerDbm = _optics.RxPowerDbm,
        TxPowerDbm = _optics.TxPowerDbm,
        Transceiver = _optics.Transceiver,
        Members = _members.ToImmutable(),
    };

    private bool TryMember(ReadOnlySpan<char> line)
    {
        if (line.Begins("The Number of"))
        {
            _inMembers = false;
            return true;
        }

        var tokens = new TokenReader(line);
        var name = tokens.First();
        var status = tokens.First();
        if (!new InterfaceLabel(name).IsInterface || !(status.Is("UP") || status.Is("DOWN")))
        {
            return false;
        }

        _members.Add(new TrunkMember(name.ToString(), status.Is("UP") ? "up" : "down", Number.Small(tokens.First())));
        return true;
    }

    private bool TryCounters(ReadOnlySpan<char> line)
    {
        if (line.Begins("Input packets:") || line.Begins("Output packets:"))
        {
            // A dialer's link says "Input packets:396,  39552 bytes".
            var counted = line[(line.IndexOf(':') + 1)..];
            var comma = counted.IndexOf(',');
            _direction = line.Begins("Input") ? _input : _output;
            _direction.TakeTotals($"{(comma < 0 ? counted : counted[..comma])} packets{(comma < 0 ? default : counted[comma..])}");
            return true;
        }

        if (line.Begins("Input:") || line.Begins("Output:"))
        {
            var totals = line[(line.IndexOf(':') + 1)..].TrimStartBlanks();
            _direction = line.Begins("Input") ? _input : _output;
            _direction.TakeTotals(totals);
            return true;
        }

        if (char.IsAsciiDigit(line[0]))
        {
            // Tunnels say "1834 packets input,  212950 bytes" and "0 output error".
            var direction = line.Has(" input") ? _input : line.Has(" output") ? _output : _direction;
            if (line.Has("packets input") || line.Has("packets output"))
            {
                direction?.TakeTotals(line);
            }
            else
            {
                direction?.Take(line);
            }

            return true;
        }

        if (_direction is not null && line.Contains(':') && !line.Begins("Last ") && !line.Begins("Current "))
        {
            _direction.Take(line);
            return true;
        }

        return false;
    }

    private void TakeProperty(ReadOnlySpan<char> line)
    {
        if (line.Begins("PortName"))
        {
            _inMembers = true;
        }
        else if (line.Begins("Line protocol current state"))
        {
            if (_protocol is null && StateText.TryRead(line[(line.IndexOf(':') + 1)..], out var state))
            {
                (_protocol, _protocolReason) = (state.Status, state.Reason);
            }
        }
        else if (line.TryAfter("Internet Address is ", out var address))
        {
            if (InterfaceAddress.Find(address) is { IsEmpty: false } found && _addresses.Count < MaxAddresses)
            {
                _addresses.Add(found.ToString());
            }
        }
        else if (line.TryAfter("Hardware address is ", out var mac))
        {
            _mac ??= mac.FirstWord().TrimEnd(',').OrNull();
        }
        else if (line.Begins("Last ") || line.Begins("Current system") || line.Begins("Statistics last") || line.Begins("Link quality"))
        {
            TakeDated(line);
        }
        else
        {
            TakeListed(line);
        }
    }

    private void TakeDated(ReadOnlySpan<char> line)
    {
        if (!KeyValue.TrySplit(line, out var key, out var value))
        {
            return;
        }

        switch (key)
        {
            case var _ when key.IsKey("Last line protocol up time"):
                _protocolUp ??= Moment.Local(value);
                break;
            case var _ when key.IsKey("Last physical up time"):
                _physicalUp ??= Moment.Local(value);
                break;
            case var _ when key.IsKey("Last physical down time"):
                _physicalDown ??= Moment.Local(value);
                break;
            case var _ when key.IsKey("Current system time"):
                _systemTime ??= Moment.Local(value);
                break;
            case var _ when key.IsKey("Statistics last cleared"):
                _cleared ??= Moment.Local(value);
                break;
            case var _ when key.IsKey("Link quality grade"):
                _quality ??= value.OrNull();
                break;
        }
    }

    /// <summary>Lines of several facts: "Route Port,…,Maximal BW: 20G, Current BW: 20G, The Maximum Transmit Unit is 9600".</summary>
    private void TakeListed(ReadOnlySpan<char> line)
    {
        foreach (var range in line.Split(','))
        {
            var part = line[range].TrimBlanks();
            if (part.TryAfter("Maximum Transmit Unit is ", out var mtu) || part.TryAfter("The MTU is ", out mtu)
                || part.TryAfter("Maximum Frame Length is ", out mtu))
            {
                _mtu ??= (int?)Math.Min(Number.LeadingInteger(mtu) ?? 0, int.MaxValue);
            }
            else if (part.EndsWith("-duplex mode", StringComparison.OrdinalIgnoreCase))
            {
                _duplex ??= part.Has("full") ? "full" : "half";
            }
            else if (part.TryAfter("baudrate is ", out var rate))
            {
                _speed ??= Quantity.BitsPerSecond(rate);
            }
            else if (KeyValue.TrySplit(part, out var key, out var value))
            {
                TakePair(key, value);
            }
        }
    }

    private void TakePair(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.IsKey("Port BW") || key.IsKey("Current BW"))
        {
            _speed ??= Quantity.BitsPerSecond(value);
        }
        else if (key.IsKey("Speed"))
        {
            // Switches and AR print Mbit/s without saying so.
            _speed ??= Quantity.BitsPerSecond($"{value.FirstWord()}M");
        }
        else if (key.IsKey("Duplex"))
        {
            _duplex ??= value.Is("FULL") ? "full" : value.Is("HALF") ? "half" : null;
        }
    }
}
