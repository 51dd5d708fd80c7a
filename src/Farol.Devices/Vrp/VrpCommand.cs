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
}
