using Farol.Devices.Vrp;

namespace Farol.Devices.Tests.Vrp;

/// <summary>The output of one command is refused by the parsers of the others.</summary>
public sealed class VrpForeignOutputTests
{
    public static TheoryData<string> Parsers() => [.. SystemCommands.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Parsers))]
    public void A_parser_takes_only_its_own_commands_output(string name)
    {
        var parser = VrpCatalog.All.Single(c => c.Name == name);
        var taken = new List<string>();
        foreach (var list in new[] { "system-commands.txt", "subscriber-commands.txt" })
        {
            foreach (var row in VrpSample.Commands(list))
            {
                var (sample, command) = row.Data;
                if (VrpCatalog.TryFind(command, out var owner) && owner.Name != name
                    && (Record.Exception(() => parser.Parse(VrpSample.Read(sample))) is null
                        || (parser.ParseFiltered is { } filtered && Record.Exception(() => filtered(VrpSample.Read(sample))) is null)))
                {
                    taken.Add($"{sample} ({command})");
                }
            }
        }

        Assert.True(taken.Count == 0, $"{name} took:\n{string.Join('\n', taken)}");
    }

    /// <summary>An output whose first lines are lost is refused, unless what is left is a whole output again.</summary>
    [Theory]
    [InlineData("display-version/napalm-ne40e-x8a-v800r021c10spc600-version.txt", "display version", 5)]
    [InlineData("display-cpu-usage/nassim-ne40e-v800r012c10-cpu-usage-service.txt", "display cpu-usage", 4)]
    [InlineData("display-memory-usage/nassim-ne40e-v800r012c10-memory-usage.txt", "display memory-usage", 2)]
    [InlineData("display-health/bras-notes-me60-x8.txt", "display health", 2)]
    [InlineData("display-device/nassim-ne40e-v800r012c10-device.txt", "display device", 4)]
    [InlineData("display-temperature/nassim-ne40e-v800r012c10-temperature-slot-1.txt", "display temperature", 3)]
    [InlineData("display-interface-brief/napalm-ne40e-x8a-v800r021c10spc600-interface-brief.txt", "display interface brief", 17)]
    [InlineData("display-interface/napalm-ne40e-x8a-v800r021c10spc600-interface.txt", "display interface", 1)]
    [InlineData("display-interface-description/nassim-ne40e-v800r012c10-interface-description.txt", "display interface description", 12)]
    [InlineData("display-alarm/nassim-ne40e-v800r012c10-alarm-active-root.txt", "display alarm active", 4)]
    [InlineData("display-bgp-peer/nassim-ne40e-v800r012c10-bgp-peer.txt", "display bgp peer", 7)]
    [InlineData("display-users/nassim-ne40e-v800r012c10-users.txt", "display users", 1)]
    [InlineData("display-optical-module/nassim-ne40e-v800r012c10-optical-module-brief.txt", "display optical-module brief", 2)]
    public void A_text_without_its_head_is_refused(string sample, string command, int lost)
    {
        Assert.True(VrpCatalog.TryFind(command, out var known));
        var lines = VrpSample.Read(sample).Split('\n');
        Assert.NotNull(known.Parse(string.Join('\n', lines)));
        var refused = Assert.Throws<VrpParseException>(() => known.Parse(string.Join('\n', lines[lost..])));
        Assert.InRange(refused.LineNumber, 1, lines.Length);
    }
}
