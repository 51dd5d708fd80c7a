namespace Farol.Devices.Terminals;

/// <summary>The router's refusal of a command.</summary>
/// <param name="Kind">What it refused for.</param>
/// <param name="Text">Its own line, such as "Error: Unrecognized command found at '^' position."</param>
public sealed record CommandError(CommandErrorKind Kind, string Text);
