using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display voltage".</summary>
public static class VoltageParser
{
    private const string Command = "display voltage";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static Voltage Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var slots = ImmutableArray.CreateBuilder<SlotVoltage>();
        var sensors = ImmutableArray.CreateBuilder<VoltageSensor>();
        while (reader.Next())
        {
            if (SensorRow.TryTitle(reader.Content, "V", out var board, out var slot))
            {
                Close(slots, sensors);
                slots.Add(new SlotVoltage { Slot = slot, Board = board });
            }
            else if (slots.Count > 0 && SensorRow.TryRead(reader.Content, out var row))
            {
                sensors.Add(Sensor(row));
            }
        }

        Close(slots, sensors);
        return slots.Any(s => s.Sensors.Length > 0)
            ? new Voltage(slots.DrainToImmutable())
            : throw (slots.Count > 0 ? reader.Unexpected("a sensor's row") : reader.NotFound("the title \"…, Unit:V, Slot N\""));
    }

    private static void Close(ImmutableArray<SlotVoltage>.Builder slots, ImmutableArray<VoltageSensor>.Builder sensors)
    {
        if (slots.Count > 0 && sensors.Count > 0)
        {
            slots[^1] = slots[^1] with { Sensors = sensors.DrainToImmutable() };
        }

        sensors.Clear();
    }

    private static VoltageSensor Sensor(SensorRow row)
    {
        var numbers = new TokenReader(row.Numbers);
        return new VoltageSensor
        {
            Pcb = row.Pcb.ToString(),
            I2cAddress = row.Address,
            Channel = row.Channel,
            Status = row.Status.OrNull(),
            RequiredVolts = Number.Decimal(numbers.First()),
            MajorLowVolts = Number.Decimal(numbers.First()),
            FatalLowVolts = Number.Decimal(numbers.First()),
            MajorHighVolts = Number.Decimal(numbers.First()),
            FatalHighVolts = Number.Decimal(numbers.First()),
            Volts = Number.Decimal(numbers.First()),
            Ratio = Number.Decimal(numbers.First()),
        };
    }
}
