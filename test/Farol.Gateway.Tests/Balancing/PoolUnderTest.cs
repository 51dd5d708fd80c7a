using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;
using Testing.Support;

namespace Farol.Gateway.Tests.Balancing;

/// <summary>A pool with backends a, b, c, … and a clock that the test moves.</summary>
internal sealed class PoolUnderTest
{
    private readonly Dictionary<string, Backend> _backends = [];
    private readonly int _loops;

    public PoolUnderTest(BalancingAlgorithm algorithm, int backends, int loops = 1, Func<PoolSection, PoolSection>? with = null, Func<BackendSection, BackendSection>? each = null)
    {
        _loops = loops;
        Settings = new PoolSection
        {
            Name = "shop",
            Algorithm = algorithm,
            Backends = [.. Enumerable.Range(0, backends).Select(i => Section(((char)('a' + i)).ToString())).Select(each ?? (b => b))],
        };
        Settings = with?.Invoke(Settings) ?? Settings;
        Pool = Build();
    }

    public ManualTime Time { get; } = new();

    public EventBus Events => field ??= new EventBus(Time);

    public PassiveHealth Passive => field ??= new PassiveHealth(Time, Events);

    public PoolSection Settings { get; private set; }

    public Pool Pool { get; private set; }

    /// <summary>The loops' clock.</summary>
    public long Now { get; set; } = 1_000_000_000;

    public Backend this[string id] => _backends[id];

    public PoolSelector Selector(int loop = 0, int seed = 1) => new(Pool, loop, Passive, new Random(seed));

    /// <summary>Another configuration of the same pool; backends that stay are the same objects.</summary>
    public Pool Change(Func<PoolSection, PoolSection> change)
    {
        Settings = change(Settings);
        return Pool = Build();
    }

    public void Advance(TimeSpan by)
    {
        Now += (long)by.TotalMicroseconds;
        Time.Advance(by);
    }

    public void Judge(string id, HealthState state, HealthAuthority authority = HealthAuthority.Active) =>
        this[id].Health.Judge(authority, state, null, Time.GetUtcNow(), Now);

    /// <summary>How often each backend is chosen when every request ends at once.</summary>
    public Dictionary<string, int> Count(PoolSelector selector, int requests, Func<int, SelectionKey>? key = null)
    {
        var counts = Settings.Backends.ToDictionary(b => b.Id, _ => 0);
        for (var i = 0; i < requests; i++)
        {
            Now += 100;
            if (selector.Select(key is null ? default : key(i), [], Now) is { } chosen)
            {
                counts[chosen.Id]++;
                selector.End(chosen, Outcome.Success, 1_000, Now);
            }
        }

        return counts;
    }

    public static BackendSection Section(string id) => new() { Id = id, Address = "192.0.2.1:80" };

    private Pool Build() => new()
    {
        Key = new MeterKey(Settings.Name, 0),
        Settings = Settings,
        Backends = [.. Settings.Backends.Select(BackendOf)],
    };

    private Backend BackendOf(BackendSection section)
    {
        var state = new BackendState
        {
            Host = "192.0.2.1",
            Port = 80,
            Weight = section.Weight,
            Region = section.Region,
            Priority = section.Priority,
            MaxConnections = section.MaxConnections ?? Settings.MaxConnections,
            Draining = section.Drain,
        };
        if (_backends.TryGetValue(section.Id, out var backend))
        {
            backend.Change(_ => state);
            return backend;
        }

        return _backends[section.Id] = new Backend(section.Id, _backends.Count, Settings.Name, _loops, state);
    }
}
