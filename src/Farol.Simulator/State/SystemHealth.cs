namespace Farol.Simulator.State;

/// <summary>Processor, memory, temperature, fans: they follow the load. Guarded by the router's gate.</summary>
internal sealed class SystemHealth
{
    public const long MemoryTotalKilobytes = 15_766_020;
    public const int Cores = 4;

    private const double MemoryAtRestKilobytes = 3_150_000;
    private const double MemoryPerSubscriberKilobytes = 48;

    private double _now = 10;
    private double _oneMinute = 10;
    private double _fiveMinutes = 10;
    private double _phase;
    private double _load;

    public int CpuNow => Percent(_now);

    public int CpuOneMinute => Percent(_oneMinute);

    public int CpuFiveMinutes => Percent(_fiveMinutes);

    public int CpuMax { get; private set; }

    public DateTimeOffset CpuMaxTime { get; private set; }

    public long MemoryUsedKilobytes { get; private set; } = (long)MemoryAtRestKilobytes;

    public int MemoryPercent => (int)(MemoryUsedKilobytes * 100 / MemoryTotalKilobytes);

    /// <summary>Share of the biggest load this router is made for, 0 to 1.</summary>
    public double Load => _load;

    /// <param name="seconds">Simulated seconds since the last call.</param>
    /// <param name="online">Subscribers online.</param>
    /// <param name="loginsPerSecond">Logins and logouts in that time, a second.</param>
    /// <param name="traffic">Traffic as a share of the busiest hour.</param>
    /// <param name="random">For the jitter.</param>
    /// <param name="now">The router's clock.</param>
    public void Advance(double seconds, int online, double loginsPerSecond, double traffic, Random random, DateTimeOffset now)
    {
        _phase += seconds / 97;
        var size = Math.Sqrt(online / (double)SimulatedRouterOptions.MaxSubscribers);
        _load = Math.Min(1, size * (0.35 + (0.65 * traffic)));
        var target = 8 + (24 * _load) + Math.Min(45, loginsPerSecond * 0.6) + (1.5 * Math.Sin(_phase)) + (random.NextDouble() * 2.5);
        _now += (target - _now) * (1 - Math.Exp(-seconds / 3));
        _oneMinute += (_now - _oneMinute) * (1 - Math.Exp(-seconds / 60));
        _fiveMinutes += (_now - _fiveMinutes) * (1 - Math.Exp(-seconds / 300));
        MemoryUsedKilobytes = (long)(MemoryAtRestKilobytes + (online * MemoryPerSubscriberKilobytes));
        if (CpuNow > CpuMax)
        {
            CpuMax = CpuNow;
            CpuMaxTime = now;
        }
    }

    public void Restart(DateTimeOffset now)
    {
        _now = _oneMinute = _fiveMinutes = 30;
        CpuMax = 0;
        CpuMaxTime = now;
    }

    /// <summary>A core's share: the last one carries the packets and is always busier.</summary>
    public int Core(int core) => Percent((_now * (0.85 + (0.1 * core))) + (core == Cores - 1 ? 6 : 0));

    /// <summary>A line card is less busy than the main board.</summary>
    public int CardCpu(int slot) => Percent(_now * (0.55 + (0.04 * slot)));

    /// <summary>Degrees Celsius of one of a board's sensors.</summary>
    public int Temperature(int slot, int sensor) =>
        (int)Math.Round(35 + (slot % 7) + (sensor * 1.4) + (12 * _load) + (1.2 * Math.Sin((_phase / 3) + sensor)));

    public int FanPercent => (int)Math.Round(38 + (30 * _load));

    public double PowerWatts(int supply) => Math.Round(310 + (7 * supply) + (140 * _load), 2);

    private static int Percent(double value) => (int)Math.Clamp(Math.Round(value), 1, 99);
}
