using Farol.Access.Problems;
using Farol.Configuration;
using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Revisions;

/// <summary>The file given with <c>--config</c>: what stands in it is a part of the configuration, and a change of it is a revision.</summary>
internal sealed class FileRevisions(LiveConfiguration configuration, RevisionOptions options, GatewayHealth health, ILogger<FileRevisions> log, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How often the file is looked at: a person who saves it waits no longer.</summary>
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly GatewayFile? _file = options.ConfigFile is null ? null : new GatewayFile(options.ConfigFile, Environment.GetEnvironmentVariable);
    private Task _watching = Task.CompletedTask;

    public string? Name => _file?.Path;

    /// <summary>Gives gateways the configuration for the first time, with what the file says now, and looks at the file from then on.</summary>
    /// <returns>Why there is none that could be given: the program cannot start.</returns>
    public async Task<ApiProblem?> BeginAsync(CancellationToken cancellationToken)
    {
        var problem = _file is null
            ? (await configuration.EnqueueAsync(WithoutFile(), cancellationToken)).Problem
            : (await ReadAsync("start", null, isStart: true, cancellationToken)).Problem;
        if (problem is not null && configuration.Current.Revision > 0)
        {
            // The revision before stands; only what this machine cannot give at all keeps the program from starting.
            var again = await configuration.EnqueueAsync(Unchanged(), cancellationToken);
            problem = again.Problem is { Errors: null } impossible ? impossible : null;
            if (again.Problem is { Errors: not null } refused)
            {
                Tell($"revision {configuration.Current.Revision} is refused: {refused.Detail}");
            }
        }

        health.Expect();
        _watching = problem is null && _file is not null ? WatchAsync(_file, _stop.Token) : Task.CompletedTask;
        return problem;
    }

    /// <summary>Reads the file again.</summary>
    /// <param name="reason">Why it is read, for the revision.</param>
    public Task<ChangeOutcome> ReloadAsync(string reason, string? from, CancellationToken cancellationToken) => ReadAsync(reason, from, isStart: false, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static PendingChange Unchanged() => new(new RevisionCause("farol", "configuration.start", "gateways"), s => s) { MustPublish = true };

    private static PendingChange WithoutFile() => new(
        new RevisionCause("farol", "configuration.file", "(none)") { Source = RevisionSources.Settings, Reason = "the program was started without --config" },
        s => s with { File = GatewayDocument.Empty, FileName = null })
    {
        MustPublish = true,
    };

    private async Task<ChangeOutcome> ReadAsync(string reason, string? from, bool isStart, CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            return new ChangeOutcome { State = configuration.Current, Problem = ApiProblem.Conflict("No configuration file is given: start the program with --config FILE to have one.") };
        }

        ChangeOutcome outcome;
        try
        {
            var document = _file.Read();
            var cause = new RevisionCause($"file {_file.Path}", "configuration.file", _file.Path) { Source = RevisionSources.File, Reason = reason, From = from };
            outcome = await configuration.EnqueueAsync(new PendingChange(cause, s => s with { File = document, FileName = _file.Path }) { MustPublish = isStart }, cancellationToken);
        }
        catch (ConfigurationException wrong)
        {
            outcome = new ChangeOutcome { State = configuration.Current, Problem = Problem(wrong) };
        }

        Tell(outcome.Problem is null ? null : $"{_file.Path} is not used: {outcome.Problem.Detail}");
        return outcome;
    }

    private static ApiProblem Problem(ConfigurationException wrong) => ApiProblem.Invalid(
        wrong.Errors.GroupBy(e => e.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(e => e.Line > 0 ? $"line {e.Line}: {e.Message}" : e.Message).ToArray(), StringComparer.Ordinal));

    private void Tell(string? fault)
    {
        health.Fault(fault);
        if (fault is not null)
        {
            log.LogError("{Fault}. Gateways go on with the configuration before", fault);
        }
    }

    private async Task WatchAsync(GatewayFile file, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_look, time);
        do
        {
            // The first look finds the file new where it was saved since the start: nothing is missed.
            if (file.HasChanged())
            {
                await ReloadAsync("the file changed", null, cancellationToken);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
