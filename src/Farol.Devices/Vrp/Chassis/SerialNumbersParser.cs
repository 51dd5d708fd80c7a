using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display esn" and "display license esn".</summary>
public static class SerialNumbersParser
{
    private const string Command = "display esn";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static SerialNumbers Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var boards = ImmutableArray.CreateBuilder<BoardSerial>();
        while (reader.Next())
        {
            if (KeyValue.TrySplit(reader.Content, out var key, out var value) && key.Begins("ESN") && value.OrNull() is { } esn)
            {
                boards.Add(new BoardSerial(key.TryAfter("of ", out var owner) ? owner.OrNull() : null, esn));
            }
        }

        if (boards.Count == 0)
        {
            throw reader.NotFound("\"ESN: …\" or \"ESN of master: …\"");
        }

        var all = boards.DrainToImmutable();
        var main = all.FirstOrDefault(b => b.Board?.Contains("master", StringComparison.OrdinalIgnoreCase) is true) ?? all[0];
        return new SerialNumbers(main.Esn, all);
    }
}
