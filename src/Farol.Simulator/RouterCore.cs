using System.Collections.Concurrent;
using Farol.Simulator.State;
using Farol.Simulator.Terminals;

namespace Farol.Simulator;

/// <summary>What all terminals of one router share.</summary>
internal sealed class RouterCore
{
    private readonly ConcurrentQueue<string> _mistakes = new();
    private volatile bool _isRebooting;

    public RouterCore(SimulatedRouterOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        State = new RouterState(options, time);
        Faults = new FaultPlan(options.ThinkingTime);
        Guard = new LoginGuard(options, Faults, time);
        Terminals = new TerminalPool(options.Terminals);
    }

    public SimulatedRouterOptions Options { get; }

    public TimeProvider Time { get; }

    public RouterState State { get; }

    public FaultPlan Faults { get; }

    public LoginGuard Guard { get; }

    public TerminalPool Terminals { get; }

    public CommandCounts Counts { get; } = new();

    /// <summary>A rebooting router answers nobody.</summary>
    public bool IsRebooting
    {
        get => _isRebooting;
        set => _isRebooting = value;
    }

    /// <summary>Keeps a mistake of ours for the snapshot.</summary>
    public void Report(Exception mistake)
    {
        const int MaxMistakes = 100;
        if (_mistakes.Count < MaxMistakes)
        {
            _mistakes.Enqueue(mistake.ToString());
        }
    }

    public RouterSnapshot Snapshot()
    {
        var (sessions, connections) = Terminals.Open;
        lock (State.Gate)
        {
            var population = State.Population;
            var count = population.Count;
            var access = State.Topology.Access;
            return new RouterSnapshot
            {
                Sysname = State.Sysname,
                RouterTime = State.Clock.Now,
                UptimeSeconds = (long)State.Uptime.TotalSeconds,
                OnlineTotal = count.Total,
                OnlineIpv4 = count.Ipv4,
                OnlineIpv6 = count.Ipv6,
                OnlineDualStack = count.Dual,
                PeakOnline = population.Peak,
                PeakTime = population.PeakTime,
                ByDomain = State.Topology.Domains.ToDictionary(domain => domain.Name, domain => domain.Online.Total),
                BySlot = State.Topology.Slots.ToDictionary(
                    slot => slot, slot => access.Where(found => found.Slot == slot).Sum(found => found.Online.Total)),
                ByVlan = access.ToDictionary(found => found.Vlan, found => found.Online.Total),
                CpuPercent = State.Health.CpuNow,
                InterfacesDown = [.. State.Topology.Interfaces.Where(found => !found.IsUp).Select(found => found.Name)],
                SessionsOpen = sessions,
                ConnectionsOpen = connections,
                ConnectionsAccepted = Terminals.Accepted,
                LoginsRefused = Guard.Refused,
                CommandsServed = Counts.Copy(),
                Mistakes = [.. _mistakes],
            };
        }
    }
}
