using System.Globalization;
using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Vrp;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Events;

/// <summary>
/// Watches one router for what people must know: it cannot be reached, or many of its subscribers went at once. One incident at a time
/// of each kind, one message when it opens (with where, once that is known) and one when it is over.
/// </summary>
internal sealed class RouterWatch(
    RouterDefinition router, MonitorOptions options, IncidentStore store, NotificationQueue notifications, Action<Incident> alert, TimeProvider time) : IDisposable
{
    private const int MaxPlaces = 10;

    /// <summary>A message that says how many is wanted more than one that says where, later.</summary>
    private static readonly TimeSpan _locateTime = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly DropDetector _detector = new(options.DropPercent, options.DropMinimum, options.DropWindow);
    private Incident? _drop;
    private Incident? _unreachable;
    private DateTimeOffset? _failingSince;

    /// <summary>Takes up what was open when the program ended.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var incident in await store.ListOpenAsync(router.Id, cancellationToken))
        {
            if (incident.Kind == IncidentKind.RouterUnreachable)
            {
                _unreachable = incident;
            }
            else if (incident is { SubscribersBefore: { } before, SubscribersLost: { } lost })
            {
                _drop = incident;
                _detector.Resume(incident.Since, incident.Since, before, before - lost);
            }
        }
    }

    /// <summary>Takes a fresh total.</summary>
    /// <param name="locate">Asks the router where subscribers went; called once, when a drop opens.</param>
    public async Task TakeTotalAsync(DateTimeOffset at, long total, Func<CancellationToken, Task<IReadOnlyList<DropPlace>>> locate, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await TakeReachedAsync(at, cancellationToken);
            switch (_detector.Next(at, total))
            {
                case DropChange.Opened:
                    await OpenDropAsync(_detector.Current!, locate, cancellationToken);
                    break;
                case DropChange.Deepened when _drop is not null:
                    _drop = _drop with { SubscribersLost = _detector.Current!.Lost };
                    await store.SaveAsync(router.TenantId, _drop, cancellationToken);
                    break;
                case DropChange.Recovered or DropChange.Settled when _drop is not null:
                    await CloseAsync(_drop, $"{Count(total)} subscribers online again, {Count(_drop.SubscribersLost)} had gone", at, cancellationToken);
                    _drop = null;
                    break;
                default:
                    break;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes a failed poll, or any moment at which the connection's state changed.</summary>
    public async Task TakeFailureAsync(RouterConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (connection.HeldOffline)
            {
                _failingSince = null;
                return;
            }

            var now = time.GetUtcNow();
            _failingSince ??= now;
            if (_unreachable is null && now - _failingSince >= options.UnreachableAfter)
            {
                _unreachable = New(IncidentKind.RouterUnreachable, "critical", _failingSince.Value) with
                {
                    Title = "the router cannot be read",
                    Detail = connection.LastError?.Text,
                };
                await OpenAsync(_unreachable, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task TakeReachedAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        _failingSince = null;
        if (_unreachable is { } incident)
        {
            _unreachable = null;
            await CloseAsync(incident, "the router can be read again", at, cancellationToken);
        }
    }

    private async Task OpenDropAsync(Drop drop, Func<CancellationToken, Task<IReadOnlyList<DropPlace>>> locate, CancellationToken cancellationToken)
    {
        var share = drop.Lost * 100.0 / drop.Before;
        _drop = New(IncidentKind.SubscribersDropped, "critical", drop.Since) with
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"{drop.Lost} of {drop.Before} subscribers went offline ({share:0.#} %)"),
            SubscribersBefore = drop.Before,
            SubscribersLost = drop.Lost,
        };
        _drop = await LocatedAsync(_drop, locate, cancellationToken);
        await OpenAsync(_drop, cancellationToken);
    }

    /// <summary>A drop is told even if the router, in trouble itself, does not say where.</summary>
    private async Task<Incident> LocatedAsync(
        Incident drop, Func<CancellationToken, Task<IReadOnlyList<DropPlace>>> locate, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_locateTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var places = await locate(either.Token);
            return drop with { Places = [.. places.OrderByDescending(p => p.Lost).Take(MaxPlaces)] };
        }
        catch (Exception failure) when (failure is DeviceException or VrpParseException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var reason = failure is OperationCanceledException ? $"the router did not say within {_locateTime.TotalSeconds:0} s" : failure.Message;
            return drop with { Detail = $"Where is not known: {reason}" };
        }
    }

    private async Task OpenAsync(Incident incident, CancellationToken cancellationToken)
    {
        await store.SaveAsync(router.TenantId, incident, cancellationToken);
        alert(incident);
        notifications.Send(incident, router.Name);
    }

    private async Task CloseAsync(Incident incident, string title, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var closed = incident with { Until = at, Title = title, Severity = "info" };
        await store.SaveAsync(router.TenantId, incident with { Until = at }, cancellationToken);
        alert(closed);
        notifications.Send(closed, router.Name);
    }

    private Incident New(IncidentKind kind, string severity, DateTimeOffset since) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
        RouterId = router.Id,
        Kind = kind,
        Severity = severity,
        Title = "",
        Since = since,
        IsSimulated = router.IsSimulated,
    };

    private static string Count(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of";
}
