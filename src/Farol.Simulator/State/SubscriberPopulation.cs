using System.Globalization;

namespace Farol.Simulator.State;

/// <summary>Who is online, who is not, and who is due back. Every change costs the same however many there are. Guarded by the router's gate.</summary>
internal sealed class SubscriberPopulation
{
    private const double RetryShare = 0.05;

    private readonly Random _random;
    private readonly List<Subscriber> _online = [];
    private readonly List<Subscriber> _offline = [];
    private readonly PriorityQueue<Subscriber, DateTimeOffset> _due = new();
    private readonly Dictionary<SimulatedInterface, List<Subscriber>> _parked = [];
    private readonly Queue<int> _freeUserIds = new();

    /// <summary>Changed in place.</summary>
    private OnlineCount _count;

    public SubscriberPopulation(Subscriber[] all, Random random)
    {
        All = all;
        _random = random;
        foreach (var subscriber in all)
        {
            subscriber.Place = _offline.Count;
            _offline.Add(subscriber);
            _freeUserIds.Enqueue(subscriber.Number);
        }
    }

    public IReadOnlyList<Subscriber> All { get; }

    public IReadOnlyList<Subscriber> Online => _online;

    public OnlineCount Count => _count;

    /// <summary>Offline and waiting for a time or a link: the hour's curve does not fill their places.</summary>
    public int Held { get; private set; }

    public int Peak { get; private set; }

    public DateTimeOffset PeakTime { get; private set; }

    public RecordRing Failures { get; } = new();

    public RecordRing Departures { get; } = new();

    /// <summary>∫ traffic curve dt since the start, in seconds of the busiest hour.</summary>
    public double TrafficIntegral { get; set; }

    public bool Login(Subscriber subscriber, DateTimeOffset now)
    {
        if (subscriber.IsOnline || !subscriber.Access.IsUp)
        {
            return false;
        }

        Remove(_offline, subscriber);
        Append(_online, subscriber);
        subscriber.IsOnline = true;
        subscriber.Since = now;
        subscriber.IntegralAtLogin = TrafficIntegral;
        subscriber.UserId = _freeUserIds.Dequeue();
        Account(subscriber, 1);
        if (subscriber.IsPppoe)
        {
            subscriber.Access.Pppoe.Login(_random.NextDouble() < RetryShare);
        }

        RememberPeak(subscriber.Domain, now);
        return true;
    }

    public void Logout(Subscriber subscriber, string reason, DateTimeOffset now)
    {
        if (!subscriber.IsOnline)
        {
            return;
        }

        Departures.Add(Record(subscriber, reason, now));
        Remove(_online, subscriber);
        Append(_offline, subscriber);
        subscriber.IsOnline = false;
        _freeUserIds.Enqueue(subscriber.UserId);
        Account(subscriber, -1);
        if (subscriber.IsPppoe)
        {
            subscriber.Access.Pppoe.Logout(reason is OfflineReason.UserRequest);
        }
    }

    /// <summary>Somebody tries and fails, as at any provider at any time.</summary>
    public void Fail(DateTimeOffset now)
    {
        if (_offline.Count == 0)
        {
            return;
        }

        var subscriber = _offline[_random.Next(_offline.Count)];
        if (subscriber.Access.IsUp)
        {
            Failures.Add(Record(subscriber, OfflineReason.DrawFailure(_random), null) with { LoginTime = now });
            if (subscriber.IsPppoe)
            {
                subscriber.Access.Pppoe.Refused();
            }
        }
    }

    public Subscriber? RandomOnline() => _online.Count == 0 ? null : _online[_random.Next(_online.Count)];

    /// <summary>Somebody offline who may come at any time; null if the draw hit one who is held.</summary>
    public Subscriber? RandomFree() =>
        _offline.Count > 0 && _offline[_random.Next(_offline.Count)] is { IsHeld: false } found ? found : null;

    /// <summary>Disconnects all of them; they come back evenly over the given time.</summary>
    public void DisconnectUntil(IReadOnlyList<Subscriber> subscribers, string reason, DateTimeOffset now, TimeSpan returnTime)
    {
        for (var place = 0; place < subscribers.Count; place++)
        {
            Logout(subscribers[place], reason, now);
            Hold(subscribers[place], now + (returnTime * ((place + 1.0) / subscribers.Count)));
        }
    }

    /// <summary>Disconnects all on a sub-interface until <see cref="Unpark"/>.</summary>
    public void Park(SimulatedInterface access, string reason, DateTimeOffset now)
    {
        var there = _online.Where(subscriber => subscriber.Access == access).ToList();
        foreach (var subscriber in there)
        {
            Logout(subscriber, reason, now);
            subscriber.IsHeld = true;
            Held++;
        }

        if (_parked.TryGetValue(access, out var before))
        {
            there.AddRange(before);
        }

        _parked[access] = there;
    }

    public void Unpark(SimulatedInterface access, DateTimeOffset now, TimeSpan returnTime)
    {
        if (!_parked.Remove(access, out var waiting))
        {
            return;
        }

        for (var place = 0; place < waiting.Count; place++)
        {
            _due.Enqueue(waiting[place], now + (returnTime * ((place + 1.0) / waiting.Count)));
        }
    }

    /// <summary>Lets in those whose time has come.</summary>
    /// <returns>How many logged in.</returns>
    public int AdmitDue(DateTimeOffset now)
    {
        var admitted = 0;
        while (_due.TryPeek(out var subscriber, out var at) && at <= now)
        {
            _due.Dequeue();
            subscriber.IsHeld = false;
            Held--;
            admitted += Login(subscriber, now) ? 1 : 0;
        }

        return admitted;
    }

    /// <summary>Starts with a history: the highest numbers were those of an evening, <paramref name="factor"/> times today's.</summary>
    public void PresetPeaks(double factor, DateTimeOffset evening, IEnumerable<AccessDomain> domains)
    {
        Peak = Math.Min(All.Count, (int)(_count.Total * factor));
        PeakTime = evening;
        foreach (var domain in domains)
        {
            domain.Peak = (int)(domain.Online.Total * factor);
            domain.PeakTime = evening;
        }
    }

    public void ForgetPeaks(DateTimeOffset now)
    {
        Peak = 0;
        PeakTime = now;
        Failures.Clear();
        Departures.Clear();
    }

    private void Hold(Subscriber subscriber, DateTimeOffset until)
    {
        subscriber.IsHeld = true;
        Held++;
        _due.Enqueue(subscriber, until);
    }

    private void Account(Subscriber subscriber, int by)
    {
        _count.Add(subscriber, by);
        subscriber.Domain.Online.Add(subscriber, by);
        var access = subscriber.Access;
        access.Online.Add(subscriber, by);
        access.DownWeight = access.Online.Total == 0 ? 0 : access.DownWeight + (by * subscriber.DownWeight);
        access.UpWeight = access.Online.Total == 0 ? 0 : access.UpWeight + (by * subscriber.UpWeight);
    }

    private void RememberPeak(AccessDomain domain, DateTimeOffset now)
    {
        if (_count.Total > Peak)
        {
            Peak = _count.Total;
            PeakTime = now;
        }

        if (domain.Online.Total > domain.Peak)
        {
            domain.Peak = domain.Online.Total;
            domain.PeakTime = now;
        }
    }

    private static AaaRecord Record(Subscriber subscriber, string reason, DateTimeOffset? offline) => new(
        subscriber.Login,
        subscriber.Domain.Name,
        subscriber.MacText,
        subscriber.AccessType,
        subscriber.Access.Name,
        string.Create(CultureInfo.InvariantCulture, $"{subscriber.OuterVlan}/{subscriber.InnerVlan?.ToString(CultureInfo.InvariantCulture) ?? "-"}"),
        offline is null ? "-" : subscriber.Ipv4Text,
        offline is null ? "-" : subscriber.Ipv6Text,
        subscriber.UserId,
        subscriber.Since,
        offline,
        reason,
        OfflineReason.IsNormal(reason));

    private static void Append(List<Subscriber> list, Subscriber subscriber)
    {
        subscriber.Place = list.Count;
        list.Add(subscriber);
    }

    private static void Remove(List<Subscriber> list, Subscriber subscriber)
    {
        var last = list[^1];
        list[subscriber.Place] = last;
        last.Place = subscriber.Place;
        list.RemoveAt(list.Count - 1);
    }
}
