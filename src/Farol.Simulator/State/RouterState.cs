namespace Farol.Simulator.State;

/// <summary>
/// Everything that is true of one router. All of it is guarded by <see cref="Gate"/>: the tick and the commands take it for
/// moments only, and never while they write to a terminal.
/// </summary>
internal sealed class RouterState
{
    /// <summary>How fast the number online follows the hour's curve.</summary>
    private const double FollowSeconds = 120;

    private const double MeanSessionSeconds = 12 * 3_600;
    private const double MeanFailureSeconds = 40_000;
    private const double LinkReturnSeconds = 120;
    private const double ChunkSeconds = 60;

    private readonly Random _random;
    private DateTimeOffset _lastTick;

    public RouterState(SimulatedRouterOptions options, TimeProvider time)
    {
        _random = new Random(options.Seed);
        Sysname = options.Sysname;
        Clock = new RouterClock(time, options.Speed, options.UtcOffset);
        Topology = new TopologyBuilder(options).Build();
        Population = new SubscriberPopulation(SubscriberFactory.Create(Topology, options.Subscribers, _random), _random);
        _lastTick = Clock.Now;
        Booted = _lastTick.AddMinutes(-_random.Next(30 * 24 * 60, 400 * 24 * 60));
        SerialNumber = FormattableString.Invariant($"2102353TES10{options.Seed % 100_000_000:D8}");
        Fill();
    }

    public Lock Gate { get; } = new();

    public string Sysname { get; set; }

    public RouterClock Clock { get; }

    public Topology Topology { get; }

    public SubscriberPopulation Population { get; }

    public SystemHealth Health { get; } = new();

    public AlarmTable Alarms { get; } = new();

    public DateTimeOffset Booted { get; private set; }

    public string SerialNumber { get; }

    /// <summary>Traffic now as a share of the busiest hour.</summary>
    public double TrafficNow { get; private set; }

    public TimeSpan Uptime => Clock.Now - Booted;

    /// <summary>Lets the time since the last call pass, in steps of at most a simulated minute.</summary>
    public void Tick()
    {
        lock (Gate)
        {
            var now = Clock.Now;
            while (_lastTick < now)
            {
                var seconds = Math.Min(ChunkSeconds, (now - _lastTick).TotalSeconds);
                _lastTick = now - _lastTick <= TimeSpan.FromSeconds(ChunkSeconds) ? now : _lastTick.AddSeconds(seconds);
                Advance(seconds, _lastTick);
            }
        }
    }

    public void Disconnect(int? slot, string? domain, int? vlan, TimeSpan returnTime)
    {
        lock (Gate)
        {
            var struck = Population.Online.Where(subscriber =>
                (slot is null || subscriber.Access.Slot == slot)
                && (domain is null || subscriber.Domain.Name.Equals(domain, StringComparison.OrdinalIgnoreCase))
                && (vlan is null || subscriber.OuterVlan == vlan)).ToList();
            Population.DisconnectUntil(struck, OfflineReason.NasRequest, Clock.Now, returnTime);
        }
    }

    /// <summary>Disconnects by hand; who was cut dials again like anybody.</summary>
    public int Cut(Func<Subscriber, bool> which)
    {
        lock (Gate)
        {
            var struck = Population.Online.Where(which).ToList();
            Population.DisconnectUntil(struck, OfflineReason.Cut, Clock.Now, TimeSpan.FromSeconds(30));
            return struck.Count;
        }
    }

    public void SetCable(SimulatedInterface port, bool pulled) => ChangeLinks(() => port.IsCablePulled = pulled);

    public void SetShutDown(SimulatedInterface target, bool shutDown) => ChangeLinks(() => target.IsShutDown = shutDown);

    public void ResetCounters(SimulatedInterface? only)
    {
        lock (Gate)
        {
            foreach (var target in Topology.Interfaces.Where(found => only is null || found == only))
            {
                target.Traffic.Clear(Clock.Now);
            }
        }
    }

    /// <summary>All sessions are gone, counters and uptime start anew, subscribers come back over the given time.</summary>
    public void Reboot(TimeSpan returnTime)
    {
        lock (Gate)
        {
            var now = Clock.Now;
            Population.DisconnectUntil([.. Population.Online], OfflineReason.NasRequest, now, returnTime);
            Population.ForgetPeaks(now);
            foreach (var domain in Topology.Domains)
            {
                (domain.Peak, domain.PeakTime) = (0, null);
            }

            Health.Restart(now);
            Booted = now;
            foreach (var target in Topology.Interfaces)
            {
                target.Traffic.Clear(null);
                target.Traffic.ForgetRates();
                target.Pppoe.Clear();
                target.LastUp = target.IsUp ? now : null;
                target.LastDown = now;
            }
        }
    }

    private void Fill()
    {
        var now = _lastTick;
        var wanted = (int)(HourCurve.Online(now) * Population.All.Count);
        foreach (var subscriber in Population.All.OrderBy(_ => _random.Next()).Take(wanted).ToList())
        {
            Population.Login(subscriber, now.AddSeconds(-Math.Min(
                -Math.Log(1 - _random.NextDouble()) * MeanSessionSeconds, (now - Booted).TotalSeconds)));
            subscriber.IntegralAtLogin = -(now - subscriber.Since).TotalSeconds * 0.5;
        }

        var evening = HourCurve.LastPeak(now);
        Population.PresetPeaks(Math.Max(1, HourCurve.Online(evening) / HourCurve.Online(now)), evening, Topology.Domains);
        TrafficNow = HourCurve.Traffic(now);
        var uptime = (now - Booted).TotalSeconds;
        MoveTraffic((target, down, up, fromCore) => target.Traffic.Preset(
            uptime, fromCore ? down : up, fromCore ? up : down, _random.Next(4) == 0 ? _random.Next(40) : 0));
        foreach (var target in Topology.Interfaces)
        {
            target.LastUp = target.IsUp ? Booted.AddMinutes(2) : null;
            target.LastDown = Booted.AddMinutes(1);
            if (!target.IsUp && !target.IsShutDown && target.Kind is InterfaceKind.Port)
            {
                Alarms.RaiseLinkDown(target, Booted.AddMinutes(1));
            }
        }

        Health.Advance(600, Population.Count.Total, 0, TrafficNow, _random, now);
    }

    private void Advance(double seconds, DateTimeOffset now)
    {
        var moves = Population.AdmitDue(now) + Drift(seconds, now);
        TrafficNow = HourCurve.Traffic(now) * (0.97 + (0.06 * _random.NextDouble()));
        Population.TrafficIntegral += TrafficNow * seconds;
        MoveTraffic((target, down, up, fromCore) =>
            target.Traffic.Advance(seconds, fromCore ? down : up, fromCore ? up : down, now));
        Health.Advance(seconds, Population.Count.Total, moves / seconds, TrafficNow, _random, now);
    }

    /// <summary>The ordinary coming and going: everybody stays about half a day, and the total follows the hour.</summary>
    private int Drift(double seconds, DateTimeOffset now)
    {
        var online = Population.Count.Total;
        var target = (int)(HourCurve.Online(now) * Population.All.Count) - Population.Held;
        var correction = (target - online) * (1 - Math.Exp(-seconds / FollowSeconds));
        var churn = online * (1 - Math.Exp(-seconds / MeanSessionSeconds));
        var leaving = Whole(churn + Math.Max(0, -correction));
        var coming = Whole(churn + Math.Max(0, correction));
        for (var count = 0; count < leaving; count++)
        {
            if (Population.RandomOnline() is { } subscriber)
            {
                Population.Logout(subscriber, OfflineReason.Draw(_random, subscriber.IsPppoe), now);
            }
        }

        for (var count = 0; count < coming; count++)
        {
            if (Population.RandomFree() is { } subscriber)
            {
                Population.Login(subscriber, now);
            }
        }

        for (var count = Whole(Population.All.Count * seconds / MeanFailureSeconds); count > 0; count--)
        {
            Population.Fail(now);
        }

        return leaving + coming;
    }

    private int Whole(double value) => (int)value + (_random.NextDouble() < value - Math.Floor(value) ? 1 : 0);

    private delegate void Mover(SimulatedInterface target, double downBitsPerSecond, double upBitsPerSecond, bool fromCore);

    /// <summary>Sub-interfaces carry their subscribers, carriers their sub-interfaces, members of a trunk an equal share, the uplink everything.</summary>
    private void MoveTraffic(Mover mover)
    {
        var (allDown, allUp) = (0.0, 0.0);
        foreach (var carrier in Topology.Carriers)
        {
            var (down, up) = (0.0, 0.0);
            foreach (var access in Topology.Access)
            {
                if (access.Parent == carrier)
                {
                    mover(access, access.DownWeight * TrafficNow, access.UpWeight * TrafficNow, false);
                    down += access.DownWeight * TrafficNow;
                    up += access.UpWeight * TrafficNow;
                }
            }

            MoveWithMembers(mover, carrier, down, up, false);
            allDown += down;
            allUp += up;
        }

        MoveWithMembers(mover, Topology.Uplink, allDown, allUp, true);
    }

    private static void MoveWithMembers(Mover mover, SimulatedInterface carrier, double down, double up, bool fromCore)
    {
        mover(carrier, down, up, fromCore);
        var carrying = carrier.Members.Count(member => member.IsUp);
        foreach (var member in carrier.Members)
        {
            var share = carrying == 0 || !member.IsUp ? 0 : 1.0 / carrying;
            mover(member, down * share, up * share, fromCore);
        }
    }

    private void ChangeLinks(Action change)
    {
        lock (Gate)
        {
            var before = Topology.Interfaces.Where(found => found.IsUp).ToHashSet();
            change();
            var now = Clock.Now;
            foreach (var changed in Topology.Interfaces.Where(found => found.IsUp != before.Contains(found)))
            {
                FollowLink(changed, now);
            }
        }
    }

    private void FollowLink(SimulatedInterface changed, DateTimeOffset now)
    {
        if (changed.IsUp)
        {
            changed.LastUp = now;
            Alarms.ClearLinkDown(changed);
            Population.Unpark(changed, now, TimeSpan.FromSeconds(LinkReturnSeconds));
            return;
        }

        changed.LastDown = now;
        if (changed.Kind is not InterfaceKind.SubInterface)
        {
            Alarms.RaiseLinkDown(changed, now);
        }

        if (changed.CarriesSubscribers)
        {
            Population.Park(changed, OfflineReason.LinkLost, now);
        }
    }
}
