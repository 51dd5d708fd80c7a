using System.Text.Json;
using Farol.Devices.Vrp;

namespace Farol.Devices.Tests.Vrp;

/// <summary>What a terminal, a pager and a log put around and between the lines of an output does not change what it says.</summary>
public sealed class VrpSurroundingsTests
{
    private const int PageLines = 23;

    private static readonly Dictionary<string, Func<string, string, string>> _surroundings = new()
    {
        ["windows line ends"] = (_, text) => text.ReplaceLineEndings("\r\n"),
        ["telnet line ends"] = (_, text) => text.ReplaceLineEndings("\r\r\n"),
        ["byte order mark"] = (_, text) => "\uFEFF" + text,
        ["blanks at line ends"] = (_, text) => text.Replace("\n", "    \n", StringComparison.Ordinal),
        ["trailing prompt"] = (_, text) => text + "\n<NE8000-BNG-01>",
        ["trailing prompt and next command"] = (_, text) => text + "\n<NE8000-BNG-01>quit\nConfiguration console exit",
        ["echo and prompts"] = (command, text) => $"<NE8000-BNG-01>{command}\r\n{text}\n<NE8000-BNG-01>",
        ["echo in a view"] = (command, text) => $"[~NE8000-BNG-01-aaa]{command}\n{text}\n[~NE8000-BNG-01-aaa]",
        ["pager off first"] = (command, text) =>
            $"<R>screen-length 0 temporary\nInfo: The configuration takes effect on the current user terminal interface only.\n<R>{command} | no-more\n{text}",
        ["indented in a document"] = (command, text) => string.Join('\n', $"<R>{command}\n{text}\n<R>".Split('\n').Select(line => "    " + line)),
        ["time stamp"] = (command, text) => $"<R>{command}\n2024-05-01 10:00:00.123-03:00\n{text}\n<R>",
        ["time stamp of summer"] = (command, text) => $"<R>{command}\n2024-05-01 10:00:00.123 +01:00 DST\n{text}\n<R>",
        ["notice of a filter"] = (command, text) =>
            $"<R>{command} | exclude zzz\nInfo: It will take a long time if the content you search is too much or the string you input is too long, "
            + $"you can press CTRL_C to break.\n{text}",
        ["pager's escape sequences"] = (_, text) => Paged(text, "  ---- More ----\u001b[42D" + new string(' ', 42) + "\u001b[42D"),
        ["older pager's escape sequences"] = (_, text) => Paged(text, "  ---- More ----\u001b[16D" + new string(' ', 16) + "\u001b[16D"),
        ["pager without its escapes"] = (_, text) => Paged(text, "  ---- More ----[42D" + new string(' ', 42) + "[42D"),
        ["pager on lines of its own"] = (_, text) => Paged(text, "  ---- More ----\n"),
        ["pager overwritten by carriage returns"] = (_, text) => Paged(text, "  ---- More ----\r" + new string(' ', 42) + "\r"),
        ["pager overwritten by backspaces"] = (_, text) => Paged(text, "  ---- More ----" + new string('\b', 16) + new string(' ', 16) + new string('\b', 16)),
        ["a log between the lines"] = (_, text) =>
            Paged(text, "Nov 21 2026 10:00:00-03:00 BNG-01 %%01IFNET/4/IF_STATE(l)[15]:Interface GigabitEthernet0/1/9 has turned into DOWN state.\n"),
    };

    public static TheoryData<string> Names() => [.. _surroundings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void They_change_no_record(string name)
    {
        var changed = new List<string>();
        foreach (var list in new[] { "system-commands.txt", "subscriber-commands.txt" })
        {
            foreach (var row in VrpSample.Commands(list))
            {
                var (sample, command) = row.Data;
                var text = VrpSample.Read(sample).TrimEnd();
                if (Read(command, text) is { } plain && Read(command, _surroundings[name](command, text)) != plain)
                {
                    changed.Add($"{sample} ({command})");
                }
            }
        }

        Assert.True(changed.Count == 0, $"{name}:\n{string.Join('\n', changed)}");
    }

    /// <summary>Null for a sample that is no output of its command.</summary>
    private static string? Read(string command, string text)
    {
        Assert.True(VrpCatalog.TryFind(command, out var known), command);
        try
        {
            var record = known.Read(command, text);
            return JsonSerializer.Serialize(record, record.GetType());
        }
        catch (VrpParseException)
        {
            return null;
        }
    }

    private static string Paged(string text, string mark)
    {
        var lines = text.Split('\n');
        for (var i = PageLines; i < lines.Length; i += PageLines)
        {
            lines[i] = mark + lines[i];
        }

        return string.Join('\n', lines);
    }
}
