using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display power" and "display power environment-info".</summary>
public static class PowerParser
{
    private const string Command = "display power";

    private static readonly string[] _supplyColumns = ["No", "Present", "mode", "State", "InputPower", "Num"];

    private static readonly string[] _slotColumns = ["Slot", "PowerID", "Online", "Mode", "State", "Power(W)"];

    private static readonly string[] _moduleColumns =
        ["PM #", "Online", "Status", "InVol", "InCur", "InPower", "OutVol", "OutCur", "OutPower", "OutStatus"];

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static Power Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var supplies = ImmutableArray.CreateBuilder<PowerSupply>();
        var modules = ImmutableArray.CreateBuilder<PowerModule>();
        string? mode = null;
        Columns? supplyColumns = null;
        Columns? moduleColumns = null;
        Columns? slotColumns = null;
        Span<Range> words = stackalloc Range[Row.MaxWords];
        while (reader.Next())
        {
            var line = reader.Content;
            if (Columns.TryRead(line, "Present", _supplyColumns) is { } supplyHeader)
            {
                (supplyColumns, moduleColumns) = (supplyHeader, null);
            }
            else if (Columns.TryRead(line, "InVol", _moduleColumns) is { } moduleHeader)
            {
                (supplyColumns, moduleColumns) = (null, moduleHeader);
            }
            else if (Columns.TryRead(line, "PowerID", _slotColumns) is { } slotHeader)
            {
                slotColumns = slotHeader;
            }
            else if (slotColumns is not null && SlotSupply(line, words, slotColumns) is { } slotSupply)
            {
                supplies.Add(slotSupply);
            }
            else if (supplyColumns is not null && Supply(line, words, supplyColumns) is { } supply)
            {
                supplies.Add(supply);
            }
            else if (moduleColumns is not null && Module(line, words, moduleColumns) is { } module)
            {
                modules.Add(module);
            }
            else if (KeyValue.TrySplit(line, out var key, out var value) && key.IsKey("PowerMode"))
            {
                mode = value.OrNull();
            }
        }

        return supplies.Count + modules.Count > 0
            ? new Power { Mode = mode, Supplies = supplies.DrainToImmutable(), Modules = modules.DrainToImmutable() }
            : throw reader.NotFound("the header \"No  Present  mode  State  Num\" or \"PM #  Online  Status  InVol …\" and a row");
    }

    private static PowerSupply? Supply(ReadOnlySpan<char> line, Span<Range> words, Columns columns)
    {
        var row = new Row(line, words, columns.Count);
        var present = row[columns.IndexOf("Present")];
        var isPresent = present.Is("Yes");
        return row.Count < 4 || !(isPresent || present.Is("No"))
            ? null
            : new PowerSupply(
                row[0] is "*" ? null : row[0].OrNull(),
                isPresent,
                row[columns.IndexOf("mode")].OrNull(),
                row[columns.IndexOf("State")].OrNull(),
                Number.LeadingDecimal(row[columns.IndexOf("InputPower")]),
                row[columns.IndexOf("Num")].OrNull());
    }

    /// <summary>"0  PWR1  Present  AC  Supply  600.00", as switches and access routers print it.</summary>
    private static PowerSupply? SlotSupply(ReadOnlySpan<char> line, Span<Range> words, Columns columns)
    {
        var row = new Row(line, words, columns.Count);
        var online = row[columns.IndexOf("Online")];
        return row.Count != columns.Count || !(online.Is("Present") || online.Is("Absent"))
            ? null
            : new PowerSupply(row[0].OrNull(), online.Is("Present"), row[columns.IndexOf("Mode")].OrNull(), row[columns.IndexOf("State")].OrNull(), null, null)
            {
                Module = row[columns.IndexOf("PowerID")].OrNull(),
                CapacityWatts = Number.LeadingDecimal(row[columns.IndexOf("Power(W)")]),
            };
    }

    private static PowerModule? Module(ReadOnlySpan<char> line, Span<Range> words, Columns columns)
    {
        var row = new Row(line, words, columns.Count);
        return row.Count < columns.Count || !line.Begins("P")
            ? null
            : new PowerModule
            {
                Module = row[0].ToString(),
                Online = row[columns.IndexOf("Online")].OrNull(),
                Status = row[columns.IndexOf("Status")].OrNull(),
                InputVolts = Number.Decimal(row[columns.IndexOf("InVol")]),
                InputAmperes = Number.Decimal(row[columns.IndexOf("InCur")]),
                InputWatts = Number.Decimal(row[columns.IndexOf("InPower")]),
                OutputVolts = Number.Decimal(row[columns.IndexOf("OutVol")]),
                OutputAmperes = Number.Decimal(row[columns.IndexOf("OutCur")]),
                OutputWatts = Number.Decimal(row[columns.IndexOf("OutPower")]),
                OutputStatus = row[columns.IndexOf("OutStatus")].OrNull(),
            };
    }
}
