using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Monitor.Interfaces;
using Farol.Monitor.Polling;

namespace Farol.Monitor.Routers;

/// <summary>One router being watched: its connection, its polls, and all that its figures go to.</summary>
internal sealed class MonitoredRouter : IAsyncDisposable
{
    private readonly RouterPolls _polls;
    private readonly EventHandler _connectionChanged;

    public MonitoredRouter(RouterContext context, RouterFamilies families, long version)
    {
        Context = context;
        Families = families;
        Version = version;
        _polls = new RouterPolls(families.All);
        _connectionChanged = (_, _) => ConnectionChanged?.Invoke(this);
        context.Connection.Changed += _connectionChanged;
    }

    /// <summary>The connection's state changed. Raised on any thread.</summary>
    public event Action<MonitoredRouter>? ConnectionChanged;

    public RouterContext Context { get; }

    public RouterFamilies Families { get; }

    /// <summary>The stored version, for ETags; 0 for routers from settings or a file.</summary>
    public long Version { get; }

    /// <summary>Every family of the router is being polled.</summary>
    public bool IsPolling => _polls.IsRunning;

    public RouterDefinition Definition => Context.Definition;

    public IRouterConnection Connection => Context.Connection;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Context.Watch.LoadAsync(cancellationToken);
        var day = Context.Time.GetUtcNow() - TimeSpan.FromDays(1);
        foreach (var (at, value) in await Context.History.ReadRawAsync(Definition.Id, SeriesNames.OnlineTotal, day, cancellationToken))
        {
            Context.Curve.Add(at, (long)value);
        }

        _polls.Start();
    }

    /// <summary>Polls every family now.</summary>
    /// <returns>Families that were read, and why the others were not.</returns>
    public async Task<IReadOnlyDictionary<string, string?>> RefreshAllAsync(CancellationToken cancellationToken)
    {
        Context.Reader.ForgetRefusals();
        var outcomes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var family in Families.All)
        {
            try
            {
                await family.RefreshAsync(cancellationToken);
                outcomes[family.Plan.Name] = null;
            }
            catch (Exception failure) when (failure is DeviceException or Devices.Vrp.VrpParseException)
            {
                outcomes[family.Plan.Name] = failure.Message;
            }
        }

        return outcomes;
    }

    /// <summary>An interface as the router itself spells it; null when there is none by that name.</summary>
    public async Task<string?> SpellingAsync(string name, CancellationToken cancellationToken)
    {
        if (Context.Ports.Brief.IsEmpty)
        {
            await Families[InterfacesFamily.Name].RefreshAsync(cancellationToken);
        }

        return Context.Ports.Spelling(name.Trim());
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Changed -= _connectionChanged;
        // The connection first: a poll that waits for the router ends with it.
        await Connection.DisposeAsync();
        await _polls.DisposeAsync();
        Context.Feed.Dispose();
        Context.Watch.Dispose();
    }
}
