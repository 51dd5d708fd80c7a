namespace Farol.Monitor;

/// <summary>How routers are watched. Names and defaults of the settings are the contract's, part A.</summary>
public sealed record MonitorOptions
{
    /// <summary>BG_UPDATE_INTERVAL_ONLINE. Totals every few seconds are what a router bears easily.</summary>
    public TimeSpan OnlineInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>BG_UPDATE_INTERVAL_INTERFACES.</summary>
    public TimeSpan InterfacesInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>BG_UPDATE_INTERVAL_PPPOE.</summary>
    public TimeSpan PppoeInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>BG_UPDATE_INTERVAL_SYSTEM.</summary>
    public TimeSpan SystemInterval { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>BG_UPDATE_INTERVAL_TRAFFIC.</summary>
    public TimeSpan TrafficInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>BG_UPDATE_INTERVAL_ALARMS. Alarms and address pools change slowly and their listings are long.</summary>
    public TimeSpan AlarmsInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>CACHE_TTL_ONLINE: two polls.</summary>
    public TimeSpan OnlineTtl { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>CACHE_TTL_INTERFACES.</summary>
    public TimeSpan InterfacesTtl { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>CACHE_TTL_PPPOE_STATS.</summary>
    public TimeSpan PppoeTtl { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>CACHE_TTL_SYSTEM_METRICS.</summary>
    public TimeSpan SystemTtl { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>CACHE_TTL_TRAFFIC_DATA.</summary>
    public TimeSpan TrafficTtl { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>CACHE_TTL_ALARMS, for alarms and address pools.</summary>
    public TimeSpan AlarmsTtl { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>RATE_LIMIT_COMMANDS: per caller and minute.</summary>
    public int CommandsPerMinute { get; init; } = 10;

    /// <summary>RATE_LIMIT_DATA: per caller and minute.</summary>
    public int DataPerMinute { get; init; } = 30;

    /// <summary>RATE_LIMIT_DIAGNOSTICS: per caller and minute.</summary>
    public int DiagnosticsPerMinute { get; init; } = 5;

    /// <summary>RATE_LIMIT_CACHE: per caller and minute.</summary>
    public int CachePerMinute { get; init; } = 3;

    /// <summary>ROUTER_COMMANDS_OPENED: families that an administrator has opened, such as "display arp".</summary>
    public IReadOnlyList<string> CommandsOpened { get; init; } = [];

    /// <summary>MAX_INTERFACES_POLLED: ports and trunks whose counters are read one by one each interval.</summary>
    public int MaxInterfacesPolled { get; init; } = 96;

    /// <summary>HISTORY_MAX_MB: the oldest samples go first.</summary>
    public int HistoryMaxMegabytes { get; init; } = 512;

    /// <summary>HISTORY_DAYS.</summary>
    public int HistoryDays { get; init; } = 14;

    /// <summary>ALERT_DROP_PERCENT: how many of the subscribers online must go within <see cref="DropWindow"/> to be an incident.</summary>
    public double DropPercent { get; init; } = 5;

    /// <summary>ALERT_DROP_MINIMUM: fewer are never an incident, whatever their share.</summary>
    public int DropMinimum { get; init; } = 50;

    /// <summary>ALERT_DROP_WINDOW: a real mass drop happens within a minute or two; a slow evening decline does not.</summary>
    public TimeSpan DropWindow { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>ALERT_UNREACHABLE_AFTER: one lost poll is not an incident.</summary>
    public TimeSpan UnreachableAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>ALERT_WEBHOOK_URL.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>TELEGRAM_BOT_TOKEN. Never shown.</summary>
    public string? TelegramToken { get; init; }

    /// <summary>TELEGRAM_CHAT_ID.</summary>
    public string? TelegramChat { get; init; }

    /// <summary>TELEGRAM_API_URL: another address for tests and for networks with a relay.</summary>
    public Uri TelegramUrl { get; init; } = new("https://api.telegram.org");

    /// <summary>REDIS_HOST is set.</summary>
    public bool UsesRedis { get; init; }

    /// <summary>The program's version, as frames and health show it.</summary>
    public string Version { get; init; } = "";

    /// <summary>The token of <see cref="TelegramToken"/> stays out of logs.</summary>
    public override string ToString() => $"monitor {Version}, online every {OnlineInterval.TotalSeconds:0.#} s";
}
