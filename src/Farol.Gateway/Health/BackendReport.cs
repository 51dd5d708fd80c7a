using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Health;

/// <summary>A backend's health for people and for the link: state, since when, according to whom, and the last error.</summary>
internal sealed record BackendReport
{
    public required string Id { get; init; }

    public required string Pool { get; init; }

    public required string Address { get; init; }

    /// <summary>Null: nobody has judged it yet.</summary>
    public HealthState? State { get; init; }

    public bool IsUsable { get; init; }

    public bool IsDraining { get; init; }

    /// <summary>It drains because the configuration no longer names it, and not because a person asked for it.</summary>
    public bool IsLeaving { get; init; }

    public HealthAuthority? Authority { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? DrainingSince { get; init; }

    /// <summary>Of the authority that decides, else the last failed check or request.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset? LastCheck { get; init; }

    public TimeSpan? LastCheckTook { get; init; }

    public static BackendReport Of(Backend backend)
    {
        var health = backend.Health;
        var state = backend.State;
        var verdict = health.Verdict();
        var isOnTrial = verdict is { State: HealthState.SetAside }
            && (verdict.Authority == HealthAuthority.Passive ? health.Passive.Gate.IsOnTrial : health.Breaker.IsOnTrial);
        var lastFailure = health.Passive.LastFailure is { } failure ? OutcomeText.For(failure.Outcome) : null;
        return new BackendReport
        {
            Id = backend.Id,
            Pool = backend.PoolName,
            Address = state.Host.Contains(':', StringComparison.Ordinal) ? $"[{state.Host}]:{state.Port}" : $"{state.Host}:{state.Port}",
            State = isOnTrial ? HealthState.OnTrial : verdict?.State is HealthState.Unknown ? null : verdict?.State,
            IsUsable = health.IsUsable,
            IsDraining = state.Draining,
            IsLeaving = state.IsLeaving,
            DrainingSince = state.DrainingSince,
            Authority = verdict?.Authority,
            Since = verdict?.Since,
            LastError = verdict?.LastError ?? health.Active.Last?.Error ?? lastFailure ?? state.ResolveError,
            LastCheck = health.Active.Last?.At,
            LastCheckTook = health.Active.Last?.Took,
        };
    }
}
