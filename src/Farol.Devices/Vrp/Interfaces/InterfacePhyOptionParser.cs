using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Reads "display interface phy-option".</summary>
public static class InterfacePhyOptionParser
{
    private const string Command = "display interface phy-option";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static InterfacePhyOption Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var optics = new TransceiverReader();
        string? name = null;
        InterfacePhyOption? port = null;
        while (reader.Next())
        {
            var line = reader.Content;
            if (name is null)
            {
                name = line.Contains(':') && !char.IsAsciiDigit(line[^1])
                    ? throw reader.Unexpected("an interface name")
                    : line.ToString().Replace(" ", "", StringComparison.Ordinal);
            }
            else if (!optics.TryTake(line) && KeyValue.TrySplit(line, out var key, out var value))
            {
                port = With(port, name, key, value);
            }
        }

        return port is null
            ? throw reader.Unexpected("\"Port Physical Status : UP\" under the interface name")
            : port with { RxPowerDbm = optics.RxPowerDbm, TxPowerDbm = optics.TxPowerDbm, Transceiver = optics.Transceiver };
    }

    private static InterfacePhyOption? With(InterfacePhyOption? port, string name, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (port is null)
        {
            var status = value.Begins("UP") ? "up" : value.Begins("DOWN") || value.Has("administratively") ? "down" : null;
            return key.IsKey("Port Physical Status") && status is not null ? new InterfacePhyOption { Name = name, Status = status } : null;
        }

        return key switch
        {
            _ when key.IsKey("Physical Down Reason") => port with { StatusReason = value.Is("none") ? null : value.OrNull() },
            _ when key.IsKey("Loopback") => port with { Loopback = value.OrNull() },
            _ when key.IsKey("Duplex mode") => port with { Duplex = value.OrNull() },
            _ when key.IsKey("negotiation") => port with { Negotiation = value.OrNull() },
            _ => port,
        };
    }
}
