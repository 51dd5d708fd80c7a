using System.Globalization;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>The transceiver of a port: its light is steady and its own, a pulled cable brings none.</summary>
internal static class InterfaceOptics
{
    public const string NoLight = "-40.00";

    public static string PartNumber(SimulatedInterface port) => port.SpeedBitsPerSecond switch
    {
        100_000_000_000 => "QSFP28-100G-LR4",
        10_000_000_000 => "SFP-10G-LR",
        _ => "SFP-GE-LX",
    };

    public static string Bandwidth(SimulatedInterface port) => $"{RouterText.Number(port.SpeedBitsPerSecond / 1_000_000_000)}G";

    public static string ReceivedPower(SimulatedInterface port) =>
        port.IsCablePulled ? NoLight : Power(-2.1 - (port.Index % 17 * 0.31));

    public static string SentPower(SimulatedInterface port) => port.IsShutDown ? NoLight : Power(-1.9 - (port.Index % 7 * 0.17));

    /// <summary>Writes the parts "optics" or "no-optics" of a skeleton.</summary>
    public static void Write(LineWriter write, TextSkeleton text, SimulatedInterface port)
    {
        if (!port.HasTransceiver)
        {
            text["no-optics"].Write(write, ("bandwidth", Bandwidth(port)));
            return;
        }

        text["optics"].Write(
            write,
            ("partNumber", PartNumber(port)),
            ("vendor", "HG GENUINE"),
            ("bandwidth", Bandwidth(port)),
            ("wavelength", "1310"),
            ("distance", "10"),
            ("rx", ReceivedPower(port)),
            ("rxLow", "-14.400"),
            ("rxHigh", "0.499"),
            ("tx", SentPower(port)),
            ("txLow", "-8.198"),
            ("txHigh", "0.499"));
    }

    private static string Power(double dbm) => dbm.ToString("0.00", CultureInfo.InvariantCulture);
}
