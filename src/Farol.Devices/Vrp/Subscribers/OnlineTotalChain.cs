using Farol.Devices.Terminals;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// Finds out, once for a router, which command tells the number of subscribers online, and asks that one from then on.
/// </summary>
/// <remarks>
/// No complete output of "display access-user online-total-number" has been published, and versions differ, so the commands are tried in order.
/// One reader at a time; <see cref="Candidates"/> may be read from anywhere.
/// </remarks>
public sealed class OnlineTotalChain
{
    private readonly IReadOnlyList<OnlineTotalCommand> _commands = OnlineTotalCommand.All;
    private volatile OnlineTotalCandidate[] _candidates;
    private OnlineTotalCommand? _inUse;

    public OnlineTotalChain() =>
        _candidates = [.. _commands.Select(command => new OnlineTotalCandidate(command.Text, command.CountsWholeRouter, OnlineTotalOutcome.NotTried, null, false))];

    /// <summary>Every command in the order of trial, with its last outcome.</summary>
    public IReadOnlyList<OnlineTotalCandidate> Candidates => _candidates;

    /// <summary>Starts over at the next reading: after the router's software changed, a better command may work.</summary>
    public void Forget() => _inUse = null;

    /// <summary>Asks the command that worked last time, or all in order until one works.</summary>
    /// <param name="run">Runs a command on the router. What it throws for a connection that failed passes through and changes nothing here.</param>
    /// <param name="cancellationToken">Stops between and inside commands.</param>
    /// <exception cref="DeviceException"><see cref="DeviceFault.CommandRefused"/> when no command tells the number, with each one's reason.</exception>
    public async Task<OnlineTotalReading> ReadAsync(
        Func<string, CancellationToken, Task<CommandOutput>> run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var remembered = _inUse;
        if (remembered is not null && await TryAsync(remembered, run, cancellationToken) is { } known)
        {
            return known;
        }

        foreach (var command in _commands)
        {
            if (command != remembered && await TryAsync(command, run, cancellationToken) is { } found)
            {
                return found;
            }
        }

        throw new DeviceException(DeviceFault.CommandRefused, "No command tells how many subscribers are online: " + Reasons());
    }

    private async Task<OnlineTotalReading?> TryAsync(
        OnlineTotalCommand command, Func<string, CancellationToken, Task<CommandOutput>> run, CancellationToken cancellationToken)
    {
        CommandOutput output;
        try
        {
            output = await run(command.Text, cancellationToken);
        }
        catch (DeviceException refused) when (refused.Fault is DeviceFault.CommandRefused or DeviceFault.UnexpectedQuestion)
        {
            Note(command, OnlineTotalOutcome.Refused, refused.Message);
            return null;
        }

        if (output.Error is { } error)
        {
            Note(command, OnlineTotalOutcome.Refused, error.Text, isPassing: error.Kind is CommandErrorKind.RouterTimedOut or CommandErrorKind.ConfigurationLocked);
            return null;
        }

        return Read(command, output.Text);
    }

    private OnlineTotalReading? Read(OnlineTotalCommand command, string text)
    {
        try
        {
            var totals = command.Read(text);
            if (totals.Total is null)
            {
                Note(command, OnlineTotalOutcome.NotUnderstood, "The answer has no total");
            }
            else if (totals.Total == 0 && !command.CountsWholeRouter)
            {
                Note(command, OnlineTotalOutcome.NotUnderstood, "Nobody is on slot 0; the router may serve its subscribers on others");
            }
            else
            {
                Note(command, OnlineTotalOutcome.Worked, null);
                return new OnlineTotalReading(totals, command.Text, command.CountsWholeRouter);
            }
        }
        catch (VrpParseException unknown)
        {
            Note(command, OnlineTotalOutcome.NotUnderstood, unknown.Message);
        }

        return null;
    }

    /// <summary>Writes the outcome down. A refusal that passes by itself does not take a command out of use.</summary>
    private void Note(OnlineTotalCommand command, OnlineTotalOutcome outcome, string? detail, bool isPassing = false)
    {
        if (outcome == OnlineTotalOutcome.Worked)
        {
            _inUse ??= command;
        }
        else if (_inUse == command && !isPassing)
        {
            _inUse = null;
        }

        _candidates =
        [
            .. _candidates.Select(known => known.Command == command.Text
                ? known with { Outcome = outcome, Detail = detail, IsInUse = _inUse == command }
                : known with { IsInUse = _inUse?.Text == known.Command }),
        ];
    }

    private string Reasons() => string.Join("; ", _candidates.Select(candidate => $"\"{candidate.Command}\": {candidate.Detail}"));
}
