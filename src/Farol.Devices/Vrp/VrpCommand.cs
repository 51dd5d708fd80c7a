namespace Farol.Devices.Vrp;

/// <summary>One display command whose output can be read.</summary>
/// <param name="Name">In full, as an operator types it: "display cpu-usage".</param>
/// <param name="Templates">
/// The forms it is typed in. Words are keywords; "*" is any one word. What follows the last word of a template is taken for arguments,
/// so "display cpu-usage" also stands for "display cpu-usage slot 1".
/// </param>
/// <param name="Parse">Text to record. Throws <see cref="VrpParseException"/> and nothing else.</param>
public sealed record VrpCommand(string Name, IReadOnlyList<string> Templates, Func<string, object> Parse)
{
    /// <param name="name">The command in full; also its only template.</param>
    /// <param name="parse">Text to record.</param>
    public VrpCommand(string name, Func<string, object> parse)
        : this(name, [name], parse)
    {
    }

    /// <summary>As <see cref="Parse"/>, for an output of which a filter may have left only rows; null where the output tells no less then.</summary>
    public Func<string, object>? ParseFiltered { get; init; }

    /// <summary>Reads what an operator saved: the answer alone, with what a terminal puts around it, or a whole session in which it stands.</summary>
    /// <param name="typed">The command as it was typed, filters included: "dis int br | include up".</param>
    /// <param name="text">The answer or the session.</param>
    /// <exception cref="VrpParseException">The text holds no such answer.</exception>
    public object Read(string typed, string text)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var answer = SessionText.Section(text, this, typed);
        return ParseFiltered is { } filtered && TypedCommand.LeavesOutLines(typed) ? filtered(answer) : Parse(answer);
    }

    /// <param name="name">The command in full; also its only template.</param>
    /// <param name="parse">Text to record, and whether a filter may have left only rows.</param>
    internal static VrpCommand WithFilters(string name, Func<string, bool, object> parse) => WithFilters(name, [name], parse);

    /// <param name="name">The command in full.</param>
    /// <param name="templates">The forms it is typed in.</param>
    /// <param name="parse">Text to record, and whether a filter may have left only rows.</param>
    internal static VrpCommand WithFilters(string name, IReadOnlyList<string> templates, Func<string, bool, object> parse) =>
        new(name, templates, text => parse(text, false)) { ParseFiltered = text => parse(text, true) };
}
