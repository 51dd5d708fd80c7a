using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Reads "display interface" of one or of all interfaces.</summary>
public static class InterfaceDetailParser
{
    private const string Command = "display interface";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static InterfaceDetails Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var interfaces = ImmutableArray.CreateBuilder<InterfaceDetail>();
        var scratch = new InterfaceScratch();
        InterfaceBuilder? current = null;
        while (reader.Next())
        {
            var line = reader.Content;
            if (InterfaceTitle.TryRead(line, out var title))
            {
                Close(interfaces, current);
                current = new InterfaceBuilder(title, scratch);
            }
            else if (current is null || line.Begins("Directed-broadcast packets"))
            {
                throw reader.Unexpected(current is null
                    ? "\"<interface> current state : UP\" (or DOWN)"
                    : "the lines of \"display interface\" (this is \"display ip interface\")");
            }
            else
            {
                current.Take(line);
            }
        }

        Close(interfaces, current);
        return interfaces.Count > 0
            ? new InterfaceDetails(interfaces.DrainToImmutable())
            : throw reader.Unexpected("\"<interface> current state : UP\" (or DOWN)");
    }

    private static void Close(ImmutableArray<InterfaceDetail>.Builder interfaces, InterfaceBuilder? current)
    {
        if (current is not null)
        {
            interfaces.Add(current.Build());
        }
    }
}
