using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Reads "display optical-module brief".</summary>
public static class OpticalModulesParser
{
    private const string Command = "display optical-module brief";

    private static readonly string[] _columns =
        ["Port", "Status", "Duplex", "Type", "Wavelength", "RxPower", "TxPower", "Mode", "VendorPN"];

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static OpticalModules Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var legend = new Legend();
        var modules = ImmutableArray.CreateBuilder<OpticalModule>();
        Columns? columns = null;
        Span<Range> words = stackalloc Range[Row.MaxWords];
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("Port") && Columns.TryRead(line, "RxPower", _columns) is { } header)
            {
                columns = header;
            }
            else if (columns is not null && TryModule(new Row(line, words, columns.Count, columns.IndexOf("VendorPN")), columns, legend) is { } module)
            {
                modules.Add(module);
            }
        }

        return columns is not null
            ? new OpticalModules(modules.DrainToImmutable())
            : throw reader.NotFound("the header \"Port  Status  Duplex  Type  Wavelength  RxPower  TxPower  Mode  VendorPN\"");
    }

    private static OpticalModule? TryModule(Row row, Columns columns, Legend legend)
    {
        if (row.Count < columns.Count - 1 || !legend.TryState(row[columns.IndexOf("Status")], out var state))
        {
            return null;
        }

        return new OpticalModule
        {
            Port = row[0].ToString(),
            Status = state.Status,
            StatusReason = state.Reason,
            Duplex = row[columns.IndexOf("Duplex")].OrNull(),
            Type = row[columns.IndexOf("Type")].OrNull(),
            WavelengthNanometers = Number.LeadingDecimal(row[columns.IndexOf("Wavelength")]),
            RxPowerDbm = Number.LeadingDecimal(row[columns.IndexOf("RxPower")]),
            TxPowerDbm = Number.LeadingDecimal(row[columns.IndexOf("TxPower")]),
            Mode = row[columns.IndexOf("Mode")].OrNull(),
            VendorPn = row[columns.IndexOf("VendorPN")].OrNull(),
        };
    }
}
