using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Farol.Configuration.Gateway;
using Farol.Gateway.Health;
using Farol.Gateway.Limits;
using Farol.Gateway.Questions;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Tls;
using Farol.Link.Documents;
using Farol.Link.GatewaySide;
using Farol.Link.Protocol;
using Farol.Link.Quotas;
using Microsoft.Extensions.Logging;

namespace Farol.Gateway.Hosting;

/// <summary>
/// A gateway as whoever runs it sees it: documents come in and are in force or refused with every reason, figures come out, and it ends by
/// draining. Started by its first document.
/// </summary>
public sealed class GatewayEngine : IControlledGateway, IAsyncDisposable
{
    private readonly IListeningSockets _sockets;
    private readonly string _dataFolder;
    private readonly ILoggerFactory _logs;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<TimeSpan> _endAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, SafeSocketHandle> _opened = new(StringComparer.Ordinal);
    private BackendRegistry? _registry;
    private SnapshotBuilder? _builder;
    private GatewayServer? _server;
    private LoopSettings? _loops;
    private ActiveHealth? _checks;
    private GatewayObservation? _observation;
    private BackendResolver? _resolver;
    private Task _resolving = Task.CompletedTask;
    private Task _leasing = Task.CompletedTask;
    private long _revision;
    private int _turnsAwaited;

    /// <param name="sockets">Where listening sockets come from.</param>
    /// <param name="dataFolder">Where keys of this installation are kept.</param>
    /// <param name="logs">The log.</param>
    /// <param name="time">The clock.</param>
    public GatewayEngine(IListeningSockets sockets, string dataFolder, ILoggerFactory logs, TimeProvider time) =>
        (_sockets, _dataFolder, _logs, _time) = (sockets, dataFolder, logs, time);

    /// <summary>Told before a document is tried, with its hash: what ends the process from here on is that document's doing.</summary>
    public Action<string>? Trying { get; set; }

    /// <summary>Told once a document is in force and every socket that it needs was asked for.</summary>
    public Action? Applied { get; set; }

    /// <summary>What this machine adds to a document that comes over the link, such as its own ports where the document names none.</summary>
    public Func<GatewayDocument, CancellationToken, Task<GatewayDocument>>? Complete { get; set; }

    /// <summary>Where tokens of limits over all gateways come from; set before the first document; <c>null</c>: this gateway is alone.</summary>
    public IQuotaSource? Quotas { get; set; }

    /// <summary>Takes events, each as it happens; false: it has nowhere to go.</summary>
    public Func<Event, bool>? Tell { get; set; }

    /// <summary>Takes requests that were wanted; false as above.</summary>
    public Func<RequestLines, bool>? TellRequests { get; set; }

    /// <summary>The control plane asked for the end; how long it may take.</summary>
    public Task<TimeSpan> EndAsked => _endAsked.Task;

    /// <summary>How long requests under way may go on at the end.</summary>
    public TimeSpan DrainTime => _server?.Current.Settings.Timeouts.Drain ?? TimeSpan.Zero;

    /// <summary>The document in force, or <c>null</c> before the first.</summary>
    public GatewayDocument? Document => _server?.Current.Document;

    /// <summary>Whether every loop has turned since this was asked last. Asked once a second, it keeps quiet about a loop that hangs.</summary>
    public bool IsAlive()
    {
        if (_server is not { } server)
        {
            return true;
        }

        if (Volatile.Read(ref _turnsAwaited) > 0)
        {
            return false;
        }

        Volatile.Write(ref _turnsAwaited, server.Loops.Count);
        foreach (var loop in server.Loops)
        {
            if (!loop.Loop.TryPost(new LoopCall(() => Interlocked.Decrement(ref _turnsAwaited))))
            {
                // A full mailbox is no hanging loop yet; the next question finds out.
                Interlocked.Decrement(ref _turnsAwaited);
            }
        }

        return true;
    }

    public async Task<ApplyOutcome> ApplyAsync(LinkDocument document, CancellationToken cancellationToken)
    {
        try
        {
            Trying?.Invoke(Convert.ToHexStringLower(document.Hash.Span));
            var read = GatewayJson.Read(document.Json.Span);
            var errors = GatewayCheck.Errors(read, "link");
            return errors.Count > 0
                ? new ApplyOutcome { Reasons = [.. errors.Select(e => new Reason { Key = e.Key, Message = e.Message })] }
                : await ApplyAsync(Complete is null ? read : await Complete(read, cancellationToken), cancellationToken);
        }
        catch (ListenException refused)
        {
            return Refused("listeners", refused.Message);
        }
        catch (JsonException malformed)
        {
            return Refused("(document)", $"it is of another version of the program: {malformed.Message}");
        }
    }

    /// <summary>Puts a validated document in force, or says what keeps it from being so; the one before goes on then.</summary>
    public async Task<ApplyOutcome> ApplyAsync(GatewayDocument document, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _loops ??= LoopSettings.Of(document.Gateway);
            if (_server is null && _loops is { IsRefused: true, RingRefusal: var refusal })
            {
                _loops = null;
                return Refused("gateway.event_loop", $"io_uring is asked for, and this kernel or container does not let the gateway use it ({refusal}). It takes Linux 6.1 and kernel.io_uring_disabled=0; auto does without where it must");
            }

            var reasons = await OpenAsync(document, cancellationToken);
            if (reasons.Count > 0)
            {
                return new ApplyOutcome { Reasons = reasons };
            }

            var before = _server?.Current.Document.Listeners ?? [];
            await SwapAsync(document, cancellationToken);
            foreach (var gone in before.Where(b => !document.Listeners.Any(l => ListenerSet.SocketOf(l) == ListenerSet.SocketOf(b))))
            {
                await _sockets.ReleaseAsync(gone.Name, DefaultListeners.EndpointOf(gone), cancellationToken);
            }

            Applied?.Invoke();
            return new ApplyOutcome { Listeners = [.. document.Listeners.Select(State)], Notes = NotesOn(document) };
        }
        catch (TlsConfigurationException refused)
        {
            return Refused("certificates", refused.Message);
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or InvalidOperationException)
        {
            return Refused("(document)", wrong.Message);
        }
        finally
        {
            CloseUnused();
            _turn.Release();
        }
    }

    /// <summary>Connections of clients that are open now.</summary>
    public int OpenConnections => _server?.Connections ?? 0;

    public Counters ReadCounters(bool isWhole) => _observation?.ReadCounters(isWhole) ?? new Counters();

    /// <summary>All figures in Prometheus' text format; empty before the first document.</summary>
    public ReadOnlyMemory<byte> ReadMetrics() => _observation?.PrometheusText() ?? default;

    public RouteAnswer Explain(RouteQuestion question) => _server is { } server
        ? new RouteExplainer(server).Answer(question)
        : new RouteAnswer { Number = question.Number, Status = 503, Reasons = { "the gateway has no configuration yet" } };

    public void Want(RequestsWanted wanted) => _server?.Requests.Want(wanted, lines => TellRequests?.Invoke(lines) ?? false);

    public IReadOnlyList<MeteringRow> TakeMetering() => _observation?.TakeMetering() ?? [];

    public void End(TimeSpan deadline) => _endAsked.TrySetResult(deadline);

    /// <summary>Takes no more connections, lets requests under way end, then ends. Those who wait at sockets that are kept wait for the next process.</summary>
    public async Task DrainAsync(TimeSpan deadline, bool isKept = false)
    {
        if (_server is not null)
        {
            await _server.StopAsync(deadline, _time, isKept);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _leasing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _resolving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (_checks?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_observation?.DisposeAsync() ?? ValueTask.CompletedTask);
        _server?.Dispose();
        CloseUnused();
        _turn.Dispose();
        _stop.Dispose();
    }

    internal static string KeyOf(ListenerSection listener) => $"{listener.Name} {listener.Address} {listener.Port}";

    private static ApplyOutcome Refused(string key, string message) => new() { Reasons = [new Reason { Key = key, Message = message }] };

    /// <summary>What the document asks for and this process cannot have any more.</summary>
    private List<string> NotesOn(GatewayDocument document)
    {
        var notes = _loops!.NotesOn(document.Gateway).ToList();
        notes.ForEach(note => _logs.CreateLogger<GatewayEngine>().LogWarning("{Note}", note));
        return notes;
    }

    /// <summary>Sockets for listeners that are new; every one that cannot be had is a reason.</summary>
    private async Task<List<Reason>> OpenAsync(GatewayDocument document, CancellationToken cancellationToken)
    {
        var reasons = new List<Reason>();
        var known = _server?.Current.Document.Listeners.Select(KeyOf).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var listener in document.Listeners.Where(l => !known.Contains(KeyOf(l))))
        {
            try
            {
                _opened[KeyOf(listener)] = await _sockets.OpenAsync(listener.Name, DefaultListeners.EndpointOf(listener), cancellationToken);
            }
            catch (ListenException refused)
            {
                reasons.Add(new Reason { Key = $"listeners[{listener.Name}].port", Message = refused.Message });
            }
        }

        return reasons;
    }

    private async Task SwapAsync(GatewayDocument document, CancellationToken cancellationToken)
    {
        if (_server is not null)
        {
            await _resolver!.PrepareAsync(document, cancellationToken);
            _server.Apply(_builder!.Build(document, ++_revision, _server.Current, StickyKey.Of(document, _dataFolder)));
            _checks!.Update(_server.Current);
            return;
        }

        _registry = new BackendRegistry(_loops!.Count, new ResolvedNames(), _time)
        {
            Own = OwnAddresses.OfMachine(),
        };
        _builder = new SnapshotBuilder(_registry);
        _resolver = new BackendResolver(_registry, static (host, token) => Dns.GetHostAddressesAsync(host, token), _time);
        await _resolver.PrepareAsync(document, cancellationToken);
        var services = new GatewayServices { Time = _time, StickyKey = StickyKey.Of(document, _dataFolder), OpenSocket = Take, DataFolder = _dataFolder, ReadsBeforeRing = _loops.ReadsBeforeRing };
        var server = new GatewayServer(_builder.Build(document, ++_revision, previous: null), _registry, services, _logs.CreateLogger<GatewayServer>());
        server.Start();
        _checks = new ActiveHealth(_time, server.Events, new Random());
        _checks.Update(server.Current);
        _observation = new GatewayObservation(server, _checks, _registry, e => Tell?.Invoke(e) ?? false, _logs.CreateLogger<GatewayObservation>(), _time);
        _resolving = _resolver.RunAsync(() => server.Current.Settings.ResolveInterval, _stop.Token);
        _leasing = Quotas is null ? Task.CompletedTask : new QuotaLeases(server.RateLimits, Quotas, new GatewayCountFile(_dataFolder), _time).RunAsync(_stop.Token);
        _server = server;
        _logs.CreateLogger<GatewayEngine>().LogInformation("Event loops: {Loops}", _loops);
    }

    /// <summary>Hands an opened socket over to the server, which closes it.</summary>
    private int Take(ListenerSection listener)
    {
        if (!_opened.Remove(KeyOf(listener), out var handle))
        {
            throw new InvalidOperationException($"{listener.Name} was not opened");
        }

        var descriptor = (int)handle.DangerousGetHandle();
        handle.SetHandleAsInvalid();
        return descriptor;
    }

    private void CloseUnused()
    {
        foreach (var unused in _opened.Values)
        {
            unused.Dispose();
        }

        _opened.Clear();
    }

    private ListenerState State(ListenerSection listener) => new()
    {
        Name = listener.Name,
        Endpoint = $"{(listener.Address.Contains(':', StringComparison.Ordinal) ? $"[{listener.Address}]" : listener.Address)}:{_server!.PortOf(listener.Name)}",
        Tls = listener.Tls is not null,
    };
}
