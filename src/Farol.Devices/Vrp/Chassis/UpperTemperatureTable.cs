using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>
/// The form of "display temperature all" with a lower and an upper limit: "0  NA  NA  Normal  44  0  4  61  57".
/// </summary>
/// <remarks>Source: captures of S5700 switches.</remarks>
internal static class UpperTemperatureTable
{
    private const int Numbers = 5;

    public static bool IsHeader(ReadOnlySpan<char> line) => line.Begins("Slot") && line.Has("Sensor") && line.Has("Current(C)") && line.Has("Upper(C)");

    /// <summary>Null for any other line; the first word is the slot.</summary>
    public static TemperatureSensor? TryRow(ReadOnlySpan<char> line, out string slot)
    {
        var tokens = new TokenReader(line);
        slot = tokens.First().ToString();
        Span<double> values = stackalloc double[Numbers];
        for (var i = Numbers - 1; i >= 0; i--)
        {
            if (Number.Decimal(tokens.Last()) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        var status = tokens.Last().OrNull();
        var sensor = tokens.Last().OrNull();
        return status is null || slot.Length == 0 || !char.IsAsciiDigit(slot[0])
            ? null
            : new TemperatureSensor
            {
                Pcb = sensor ?? tokens.Last().OrNull() ?? slot,
                Status = status,
                TemperatureCelsius = values[0],
                LowerCelsius = values[1],
                UpperCelsius = values[3],
            };
    }
}
