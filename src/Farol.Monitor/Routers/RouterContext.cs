using Farol.Devices.Sessions;
using Farol.Devices.Vrp.Subscribers;
using Farol.Monitor.Events;
using Farol.Monitor.History;
using Farol.Monitor.Interfaces;
using Farol.Monitor.LiveFeed;
using Farol.Monitor.Polling;
using Farol.Monitor.Pppoe;
using Farol.Store.Caching;
using Microsoft.Extensions.Logging;

namespace Farol.Monitor.Routers;

/// <summary>What the features of one router work with.</summary>
internal sealed record RouterContext(
    RouterDefinition Definition,
    MonitorOptions Options,
    IRouterConnection Connection,
    RouterReader Reader,
    RouterFeed Feed,
    RouterWatch Watch,
    DayCurve Curve,
    IHistory History,
    ICache Cache,
    TimeProvider Time,
    ILogger Log)
{
    /// <summary>Makes a family of this router: cached under its name, published on its views.</summary>
    public Family<TReading, TPayload> Family<TReading, TPayload>(
        FamilyPlan plan,
        Func<CancellationToken, Task<TReading>> read,
        Func<Reading<TReading>, CancellationToken, ValueTask<TPayload>> project)
        where TReading : class
        where TPayload : class =>
        new(plan, CacheKey(plan.Name), Cache, Time, token => ReadAsync(read, token), project, PublishAsync);

    /// <summary>Which command tells how many subscribers are online on this router.</summary>
    public OnlineTotalChain Chain { get; } = new();

    /// <summary>The ports of the router, as the families of interfaces and traffic know them.</summary>
    public KnownPorts Ports { get; } = new();

    /// <summary>The last figures that several features read.</summary>
    public LatestFigures Figures { get; } = new();

    /// <summary>Subscribers online of the last minutes.</summary>
    public RecentTotals Recent { get; } = new();

    /// <summary>The last number of subscribers online; null before the first.</summary>
    public long? Online { get; set; }

    /// <summary>The router's own peak, once it has told; null until then.</summary>
    public PeakSinceStart? PeakSinceStart { get; set; }

    /// <summary>Counts subscribers by place now and compares with before; set by the family that knows how.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<DropPlace>>> LocateDropAsync { get; set; } =
        _ => Task.FromResult<IReadOnlyList<DropPlace>>([]);

    /// <summary>Runs work beside the polls. A failure is logged and ends only that work.</summary>
    public void Background(Func<CancellationToken, Task> work) => _ = RunInBackgroundAsync(work);

    public string CacheKey(string family) => $"router:{Definition.Id}:{family}";

    /// <summary>After every poll, good or bad, whoever watches the router learns that its answers make no sense any more.</summary>
    private async Task<TReading> ReadAsync<TReading>(Func<CancellationToken, Task<TReading>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken);
        }
        finally
        {
            if (Reader.Readability is { UnreadableInARow: >= RouterWatch.MaxUnreadableAnswers } answers)
            {
                Background(token => Watch.TakeReadabilityAsync(Connection.Snapshot, answers, token));
            }
        }
    }

    private ValueTask PublishAsync(FamilyUpdate update)
    {
        if (update.Plan.IsLive)
        {
            Feed.Publish(update);
        }

        return ValueTask.CompletedTask;
    }

    private async Task RunInBackgroundAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Nobody awaits this; what failed must at least be seen.
            Log.LogError(failure, "Work beside the polls of router {Router} failed", Definition.Id);
        }
    }
}
