using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display temperature".</summary>
public static class TemperatureParser
{
    private const string Command = "display temperature";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static Temperature Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var slots = ImmutableArray.CreateBuilder<SlotTemperature>();
        var sensors = ImmutableArray.CreateBuilder<TemperatureSensor>();
        var isLimits = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (SensorRow.TryTitle(line, "C", out var board, out var slot))
            {
                Close(slots, sensors);
                slots.Add(new SlotTemperature { Slot = slot, Board = board });
            }
            else if (line.Has("No temp sensor") && line.Begins("Slot"))
            {
                Close(slots, sensors);
                slots.Add(new SlotTemperature { Slot = line["Slot".Length..].TrimStart("IDid ").FirstWord().TrimEnd(':').OrNull() });
            }
            else if (UpperTemperatureTable.IsHeader(line))
            {
                isLimits = true;
            }
            else if (isLimits && UpperTemperatureTable.TryRow(line, out var of) is { } sensor)
            {
                if (slots.Count == 0 || slots[^1].Slot != of)
                {
                    Close(slots, sensors);
                    slots.Add(new SlotTemperature { Slot = of });
                }

                sensors.Add(sensor);
            }
            else if (slots.Count > 0 && SensorRow.TryRead(line, out var row))
            {
                sensors.Add(Sensor(row));
            }
        }

        Close(slots, sensors);
        return slots.Count > 0 && (slots[^1].Sensors.Length > 0 || slots.Any(s => s.Sensors.Length > 0) || slots[^1].Board is null)
            ? new Temperature(slots.DrainToImmutable())
            : throw (slots.Count > 0 ? reader.Unexpected("a sensor's row") : reader.NotFound("the title \"…, Unit:C, Slot N\""));
    }

    private static void Close(ImmutableArray<SlotTemperature>.Builder slots, ImmutableArray<TemperatureSensor>.Builder sensors)
    {
        if (slots.Count > 0 && sensors.Count > 0)
        {
            slots[^1] = slots[^1] with { MaxTemperatureCelsius = sensors.Max(s => s.TemperatureCelsius), Sensors = sensors.DrainToImmutable() };
        }

        sensors.Clear();
    }

    /// <summary>Behind the status: minor, major, fatal, then the fans' range where the table has it, the temperature last.</summary>
    private static TemperatureSensor Sensor(SensorRow row)
    {
        var numbers = new TokenReader(row.Numbers);
        var temperature = Number.Decimal(numbers.Last());
        var hasFans = TokenReader.Count(numbers.Rest) >= 5;
        return new TemperatureSensor
        {
            Pcb = row.Pcb.ToString(),
            I2cAddress = row.Address,
            Channel = row.Channel,
            Status = row.Status.OrNull(),
            MinorCelsius = Number.Decimal(numbers.First()),
            MajorCelsius = Number.Decimal(numbers.First()),
            FatalCelsius = Number.Decimal(numbers.First()),
            FanMinCelsius = hasFans ? Number.Decimal(numbers.First()) : null,
            FanMaxCelsius = hasFans ? Number.Decimal(numbers.First()) : null,
            TemperatureCelsius = temperature,
        };
    }
}
