using System.Globalization;
using Farol.Simulator.Cli;
using Farol.Simulator.State;
using Farol.Simulator.Texts;

namespace Farol.Simulator.Commands;

/// <summary>Active alarms; a description is folded into a column.</summary>
internal static class AlarmCommands
{
    private const int DescriptionColumns = 41;

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("display alarm active", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => Write(write, context.State))),
        new("display alarm active verbose", CliViews.Any, CommandLevel.Monitoring, context => context.Compose(write => WriteVerbose(write, context.State))),
    ];

    private static void Write(LineWriter write, RouterState state)
    {
        var text = TextSkeleton.Load("alarm-active");
        text["head"].Write(write);
        foreach (var alarm in state.Alarms.NewestFirst())
        {
            var pieces = Fold(alarm.Description);
            text["first"].Write(
                write,
                ("sequence", RouterText.Number(alarm.Sequence)),
                ("id", alarm.Id),
                ("level", RouterText.Number(alarm.Level)),
                ("date", RouterText.Date(alarm.Time)),
                ("text", pieces[0]));
            text["second"].Write(write, ("time", RouterText.Time(alarm.Time)), ("text", pieces.ElementAtOrDefault(1) ?? string.Empty));
            foreach (var piece in pieces.Skip(2))
            {
                text["more"].Write(write, ("text", piece));
            }
        }

        text["foot"].Write(write);
    }

    private static List<string> Fold(string description) =>
        [.. description.Chunk(DescriptionColumns).Select(piece => new string(piece))];

    private static void WriteVerbose(LineWriter write, RouterState state)
    {
        foreach (var alarm in state.Alarms.NewestFirst())
        {
            TextSkeleton.Load("alarm-active-verbose")["alarm"].Write(
                write,
                ("sequence", RouterText.Number(alarm.Sequence)),
                ("id", alarm.Id),
                ("name", alarm.Name),
                ("type", "processing_error"),
                ("severity", alarm.Level switch { 1 => "Critical", 2 => "Major", 3 => "Minor", _ => "Warning" }),
                ("time", alarm.Time.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture)),
                ("text", alarm.Description));
        }
    }
}
