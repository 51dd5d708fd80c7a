using System.Globalization;
using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Vrp;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Events;

/// <summary>
/// Watches one router for what people must know: it cannot be reached, or many of its subscribers went at once. One incident at a time
/// of each kind, one message when it opens (with where, once that is known) and one when it is over.
/// </summary>
internal sealed class RouterWatch(
    RouterDefinition router, MonitorOptions options, IncidentStore store, NotificationQueue notifications, Action<Incident> alert, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Answers in a row, over all families, that nobody could read before the router counts as unreadable: more than any one family asks,
    /// so that a family whose commands this software spells otherwise is not mistaken for the whole router.
    /// </summary>
    internal const int MaxUnreadableAnswers = 20;

    private const int MaxPlaces = 10;

    /// <summary>A message that says how many is wanted more than one that says where, later.</summary>
    private static readonly TimeSpan _locateTime = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly DropDetector _detector = new(options.DropPercent, options.DropMinimum, options.DropWindow);
    private Incident? _drop;
    /// <summary>The router is unreachable, or unreadable: one of the two at a time.</summary>
    private Incident? _unread;
    private DateTimeOffset? _failingSince;

    /// <summary>How many incidents are open.</summary>
    public int OpenIncidents => (Volatile.Read(ref _drop) is null ? 0 : 1) + (Volatile.Read(ref _unread) is null ? 0 : 1);

    /// <summary>Takes up what was open when the program ended.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var incident in await store.ListOpenAsync(router.Id, cancellationToken))
        {
            if (incident.Kind is IncidentKind.RouterUnreachable or IncidentKind.RouterUnreadable)
            {
                _unread = incident;
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
    public async Task TakeFailureAsync(RouterConnectionSnapshot connection, DeviceException failure, CancellationToken cancellationToken)
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
            if (now - _failingSince >= options.UnreachableAfter)
            {
                var answers = failure.Fault is DeviceFault.CommandRefused or DeviceFault.Protocol or DeviceFault.UnexpectedQuestion;
                await OpenUnreadAsync(
                    answers ? IncidentKind.RouterUnreadable : IncidentKind.RouterUnreachable,
                    _failingSince.Value,
                    answers ? failure.Message : connection.LastError?.Text ?? failure.Message,
                    cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes what became of the answers to a poll, whichever family's.</summary>
    public async Task TakeReadabilityAsync(RouterConnectionSnapshot connection, Readability answers, CancellationToken cancellationToken)
    {
        if (connection.HeldOffline || answers is not { UnreadableInARow: >= MaxUnreadableAnswers, Since: { } since, LastReason: { } reason })
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() - since >= options.UnreachableAfter)
            {
                await OpenUnreadAsync(IncidentKind.RouterUnreadable, since, $"{answers.UnreadableInARow} answers in a row; the last: {reason}", cancellationToken);
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
        if (_unread is { } incident)
        {
            _unread = null;
            await CloseAsync(incident, "the router can be read again", at, cancellationToken);
        }
    }

    private async Task OpenUnreadAsync(IncidentKind kind, DateTimeOffset since, string? detail, CancellationToken cancellationToken)
    {
        if (_unread is not null)
        {
            return;
        }

        _unread = New(kind, "critical", since) with
        {
            Title = kind == IncidentKind.RouterUnreadable ? "the router answers, and nothing of it can be read" : "the router cannot be read",
            Detail = detail,
        };
        await OpenAsync(_unread, cancellationToken);
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
