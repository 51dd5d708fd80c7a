using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display version" of VRP 5 and 8.</summary>
public static class SystemVersionParser
{
    private const string Command = "display version";
    private const string UptimeIs = "uptime is";

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static SystemVersion Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var version = new SystemVersion();
        var boards = ImmutableArray.CreateBuilder<BoardVersion>();
        var lines = 0;
        var isWholeWithoutHead = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (lines++ == 0 && !StartsOutput(line))
            {
                throw reader.Unexpected("\"VRP (R) software, Version …\" or a board's \"… : uptime is …\"");
            }

            isWholeWithoutHead |= line.Has("Slot  Quantity") || line.Has("Slot Quantity");
            if (line.TryAfter("software, Version", out var product) && version.VrpVersion is null)
            {
                version = WithSoftware(version, product);
            }
            else if (line.TryAfter(UptimeIs, out var uptime))
            {
                var owner = line[..^(uptime.Length + UptimeIs.Length)].TrimEndBlanks();
                version = owner.EndsWith(':') || boards.Count > 0 ? Board(version, boards, owner, uptime) : WithModel(version, owner, uptime);
            }
            else if (KeyValue.TrySplit(line, out var key, out var value) && (key.IsKey("Patch Version") || key.IsKey("Patch")) && boards.Count == 0)
            {
                version = version with { PatchVersion = value.OrNull() };
            }
            else if (boards.Count > 0)
            {
                boards[^1] = Detail(boards[^1], line);
            }
        }

        var isWhole = version.VrpVersion is not null && version.Model is not null;
        var isSlot = version.VrpVersion is null && version.Model is null && boards.Count == 1 && !isWholeWithoutHead;
        var isUptime = isFiltered && version is { VrpVersion: null, Model: not null };
        return isWhole || isSlot || isUptime
            ? version with { Boards = boards.DrainToImmutable() }
            : throw reader.Unexpected(version.VrpVersion is null ? "\"VRP (R) software, Version …\"" : "\"HUAWEI <model> uptime is …\"");
    }

    private static bool StartsOutput(ReadOnlySpan<char> line) =>
        line.Has("Versatile Routing Platform") || line.Has("software, Version") || line.Has("version information")
        || (line.Has(UptimeIs) && (line.Contains(':') || line.Begins("HUAWEI ")));

    /// <summary>"8.231 (NetEngine 8000 V800R023C10SPC500)": the last word in parentheses is the software, the rest the product.</summary>
    private static SystemVersion WithSoftware(SystemVersion version, ReadOnlySpan<char> text)
    {
        var open = text.IndexOf('(');
        var inner = new TokenReader(open < 0 ? default : text[(open + 1)..].TrimEnd(')'));
        return version with
        {
            VrpVersion = text.FirstWord().OrNull(),
            SoftwareVersion = inner.Last().OrNull(),
            Product = inner.Rest.OrNull(),
        };
    }

    /// <summary>"HUAWEI NetEngine 8000 M8", "Huawei AR6280 Router".</summary>
    private static SystemVersion WithModel(SystemVersion version, ReadOnlySpan<char> owner, ReadOnlySpan<char> uptime)
    {
        var model = owner.Begins("HUAWEI ") || owner.Begins("Quidway ") ? owner[(owner.IndexOf(' ') + 1)..].TrimBlanks() : owner;
        if (model.EndsWith(" Router", StringComparison.OrdinalIgnoreCase))
        {
            model = model[..^" Router".Length].TrimEndBlanks();
        }

        return version with { Model = model.OrNull(), Uptime = uptime.OrNull(), UptimeSeconds = Seconds(uptime) };
    }

    /// <summary>"39 weeks, 2 days, 16 hours, 37 minutes, normal boot": what follows the last length of time is how the board started.</summary>
    private static long? Seconds(ReadOnlySpan<char> uptime)
    {
        var comma = uptime.LastIndexOf(',');
        return Moment.Seconds(comma >= 0 && !uptime[comma..].HasDigit() ? uptime[..comma] : uptime);
    }

    /// <summary>"IPU (Master) 9 :", "MPU(Master) 4  :", "MPU 11(Master) :", "Slot 6 :".</summary>
    private static SystemVersion Board(
        SystemVersion version, ImmutableArray<BoardVersion>.Builder boards, ReadOnlySpan<char> owner, ReadOnlySpan<char> uptime)
    {
        var name = owner.TrimEnd(':').TrimEndBlanks();
        string? role = null;
        var open = name.IndexOf('(');
        var close = name.IndexOf(')');
        var slot = new TokenReader(name).Last();
        if (open >= 0 && close > open)
        {
            role = name[(open + 1)..close].OrNull();
            var behind = name[(close + 1)..].TrimBlanks();
            slot = behind.IsEmpty ? new TokenReader(name[..open]).Last() : behind;
        }

        var type = (open >= 0 ? name[..open] : name).FirstWord();
        if (!slot.IsEmpty && !type.IsEmpty)
        {
            boards.Add(new BoardVersion
            {
                Slot = slot.ToString(),
                Type = type.ToString(),
                Role = role,
                Uptime = uptime.OrNull(),
                UptimeSeconds = Seconds(uptime),
            });
        }

        return version;
    }

    private static BoardVersion Detail(BoardVersion board, ReadOnlySpan<char> line)
    {
        if (line.Begins("StartupTime") && board.StartupTime is null)
        {
            return board with { StartupTime = Moment.Local(line["StartupTime".Length..].TrimStart(": ")) };
        }

        if (line.Begins("SDRAM Memory Size") && board.MemoryBytes is null && KeyValue.TrySplit(line, out _, out var size))
        {
            return board with { MemoryBytes = Quantity.Bytes(size) };
        }

        if (board.Name is null && line.TryAfter("version information", out _) && !line.Begins("PIC") && !line.Begins("MonitorBUS"))
        {
            var words = new TokenReader(line[..line.IndexOf("version information", StringComparison.OrdinalIgnoreCase)]);
            var name = words.Last();
            return name.Length > 4 && name.HasDigit() ? board with { Name = name.ToString() } : board;
        }

        return board;
    }
}
