using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Reads "display optical-module brief".</summary>
public static class OpticalModulesParser
{
    private const string Command = "display optical-module brief";

    private static readonly string[] _columns =
        ["Port", "Status", "Duplex", "Type", "Wavelength", "RxPower", "TxPower", "Mode", "VendorPN"];

    /// <summary>For rows that a filter left without their header.</summary>
    private static readonly Columns _usual = Columns.TryRead("Port Status Duplex Type Wavelength RxPower TxPower Mode VendorPN", "RxPower", _columns)!;

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static OpticalModules Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var legend = new Legend();
        var modules = ImmutableArray.CreateBuilder<OpticalModule>();
        Columns? columns = null;
        Span<Range> words = stackalloc Range[Row.MaxWords];
        while (reader.Next())
        {
            var line = reader.Content;
            var places = columns ?? _usual;
            if (line.Begins("Port") && Columns.TryRead(line, "RxPower", _columns) is { } header)
            {
                columns = header;
            }
            else if (TryModule(new Row(line, words, places.Count, places.IndexOf("VendorPN")), places, legend) is { } module
                && (columns is not null || (isFiltered && module.RxPowerDbm is not null && module.TxPowerDbm is not null && line.Has("dBm"))))
            {
                modules.Add(module);
            }
        }

        return columns is not null || modules.Count > 0
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
