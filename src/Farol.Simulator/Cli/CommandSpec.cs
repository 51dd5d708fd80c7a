namespace Farol.Simulator.Cli;

/// <summary>
/// A command: its grammar, where and by whom it may be run, and what it does. The grammar is the manual's notation:
/// words are keywords, <c>[ a ]</c> may be left out, <c>{ a | b }</c> is a choice, <c>&lt;name:type&gt;</c> is a parameter of type
/// word (default), number, interface or line (the rest).
/// </summary>
internal sealed record CommandSpec(string Grammar, CliViews Views, CommandLevel Level, Action<CommandContext> Run)
{
    /// <summary>Keywords up to the first parameter or choice: what the command is counted under.</summary>
    public string Name { get; } = string.Join(' ', Grammar.Split(' ').TakeWhile(word => char.IsAsciiLetter(word[0])));
}
