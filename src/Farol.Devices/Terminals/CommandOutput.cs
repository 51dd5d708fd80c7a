namespace Farol.Devices.Terminals;

/// <summary>What the router answered to one command.</summary>
/// <param name="Text">The answer alone: no echo, prompt, pager or control sequences; lines end with LF.</param>
/// <param name="Truncated">True when the answer was longer than its bound and was stopped.</param>
/// <param name="Elapsed">From sending to the prompt.</param>
/// <param name="Bytes">Bytes received for it, as they came.</param>
/// <param name="Error">The router's refusal, or null. An empty listing is not an error.</param>
/// <param name="Prompt">The prompt that ended it.</param>
public sealed record CommandOutput(
    string Text, bool Truncated, TimeSpan Elapsed, long Bytes, CommandError? Error, TerminalPrompt Prompt)
{
    /// <returns>This output, when the router did not refuse the command.</returns>
    /// <exception cref="DeviceException"><see cref="DeviceFault.CommandRefused"/> with the router's words.</exception>
    public CommandOutput ThrowIfRefused() =>
        Error is null ? this : throw new DeviceException(DeviceFault.CommandRefused, $"The router refused the command: {Error.Text}");
}
