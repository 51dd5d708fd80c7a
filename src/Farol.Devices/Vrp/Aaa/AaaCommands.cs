using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Aaa;

/// <summary>The commands that tell who could not log in, who left, and how the RADIUS servers answer.</summary>
internal static class AaaCommands
{
    public static ImmutableArray<VrpCommand> All { get; } =
    [
        Records("display aaa online-fail-record"),
        Records("display aaa offline-record"),
        Records("display aaa normal-offline-record"),
        Records("display aaa abnormal-offline-record"),
        new(RadiusPacketsParser.Command, text => RadiusPacketsParser.Parse(text)),
    ];

    private static VrpCommand Records(string command) =>
        new(command, text => FailureCountsParser.Fits(text) ? FailureCountsParser.Parse(text, command) : AaaRecordsParser.Parse(text, command));
}
