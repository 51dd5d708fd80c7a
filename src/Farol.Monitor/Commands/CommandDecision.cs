namespace Farol.Monitor.Commands;

/// <summary>What the policy says of one command line.</summary>
/// <param name="Command">The line as it will be sent, abbreviations written out; null when refused.</param>
/// <param name="Family">The family that allows it, with its bounds; null when refused.</param>
/// <param name="Rule">The rule that refused it; null when allowed.</param>
/// <param name="Reason">For the person who typed it: what is wrong and what to do; null when allowed.</param>
public sealed record CommandDecision(string? Command, CommandFamily? Family, CommandRule? Rule, string? Reason)
{
    public bool IsAllowed => Rule is null;

    internal static CommandDecision Allow(string command, CommandFamily family) => new(command, family, null, null);

    internal static CommandDecision Refuse(CommandRule rule, string reason) => new(null, null, rule, reason);
}
