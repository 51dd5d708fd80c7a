using System.Collections.Concurrent;
using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Devices.Vrp;

namespace Farol.Monitor.Polling;

/// <summary>
/// Runs the plan's commands on the polling lane and reads their outputs. A command that this router does not know is left alone for a
/// while instead of being sent each time.
/// </summary>
public sealed class RouterReader(IRouterConnection connection, TimeProvider time)
{
    /// <summary>A command that the software does not have will not come back before an upgrade; an hour is soon enough after one.</summary>
    private static readonly TimeSpan _unsupportedFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, CommandOutcome> _outcomes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _unsupportedUntil = new(StringComparer.Ordinal);

    private volatile Readability _readability = Readability.Good;

    /// <summary>Whether this router's answers make sense of late.</summary>
    internal Readability Readability => _readability;

    public IReadOnlyCollection<CommandOutcome> Outcomes => [.. _outcomes.Values.OrderBy(o => o.Command, StringComparer.Ordinal)];

    /// <summary>Reads what the family cannot do without.</summary>
    /// <exception cref="DeviceException">The router could not be asked, or refused the command.</exception>
    /// <exception cref="VrpParseException">The answer is no such output.</exception>
    public async Task<T> RequireAsync<T>(string command, Func<string, T> parse, CommandBounds bounds, CancellationToken cancellationToken)
        where T : class
    {
        var started = time.GetTimestamp();
        try
        {
            var output = await connection.RunAsync(SessionLane.Polling, command, bounds, cancellationToken);
            PollCost.Add(output.Elapsed);
            output.ThrowIfRefused();
            var record = parse(output.Text);
            Note(command, started, FieldCount.Of(record), error: null);
            TakeReadable();
            return record;
        }
        catch (Exception failure) when (failure is DeviceException or VrpParseException)
        {
            Note(command, started, fields: null, failure.Message);
            if (failure is VrpParseException or DeviceException { Fault: DeviceFault.Protocol })
            {
                TakeUnreadable(failure.Message);
            }

            throw;
        }
    }

    /// <summary>An answer made sense. For outputs that somebody else reads.</summary>
    internal void TakeReadable() => _readability = Readability.Good;

    /// <summary>An answer made none. Two families that say so at once count as one: what matters is whether any is readable.</summary>
    internal void TakeUnreadable(string reason) => _readability = _readability.Worse(time.GetUtcNow(), reason);

    /// <summary>Reads what the family can do without: null when the router does not know the command or its output is unreadable.</summary>
    /// <exception cref="DeviceException">The router could not be asked.</exception>
    public async Task<T?> TryAsync<T>(string command, Func<string, T> parse, CommandBounds bounds, CancellationToken cancellationToken)
        where T : class
    {
        if (_unsupportedUntil.TryGetValue(command, out var until) && time.GetUtcNow() < until)
        {
            return null;
        }

        try
        {
            var record = await RequireAsync(command, parse, bounds, cancellationToken);
            _unsupportedUntil.TryRemove(command, out _);
            return record;
        }
        catch (DeviceException refused) when (refused.Fault is DeviceFault.CommandRefused or DeviceFault.UnexpectedQuestion)
        {
            _unsupportedUntil[command] = time.GetUtcNow() + _unsupportedFor;
            return null;
        }
        catch (VrpParseException)
        {
            return null;
        }
    }

    /// <summary>Runs a command whose output somebody else reads.</summary>
    /// <exception cref="DeviceException">The router could not be asked.</exception>
    public async Task<CommandOutput> RunAsync(string command, CommandBounds bounds, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var output = await connection.RunAsync(SessionLane.Polling, command, bounds, cancellationToken);
            PollCost.Add(output.Elapsed);
            Note(command, started, fields: null, output.Error?.Text);
            return output;
        }
        catch (DeviceException failure)
        {
            Note(command, started, fields: null, failure.Message);
            throw;
        }
    }

    /// <summary>Forgets what the router refused: after an operator's refresh every command is tried again.</summary>
    public void ForgetRefusals() => _unsupportedUntil.Clear();

    private void Note(string command, long started, int? fields, string? error) =>
        _outcomes[command] = new CommandOutcome(command, error is null, time.GetElapsedTime(started).TotalSeconds, time.GetUtcNow(), fields, error);
}
