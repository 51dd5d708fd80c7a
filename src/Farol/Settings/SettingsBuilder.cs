using System.Net;
using Farol.Access;
using Farol.Configuration;
using Farol.Configuration.Documents;
using Farol.Configuration.Gateway;
using Farol.Configuration.Settings;
using Farol.Control;
using Farol.Control.Metrics;
using Farol.Control.Requests;
using Farol.Gateway.Hosting;
using Farol.Gateways;
using Farol.Link;
using Farol.Live;
using Farol.Monitor;
using Farol.Monitor.Answers;
using Farol.Monitor.Commands;
using Farol.Telemetry.Logging;

namespace Farol.Settings;

/// <summary>Turns what was read into the options of each part. Names and defaults are the contract's, part A.</summary>
internal static class SettingsBuilder
{
    internal const int MaxPort = 65535;
    private const string LogLevels = "DEBUG, INFO, WARNING, ERROR";

    public static FarolSettings Build(SettingsReader reader, FarolDocument? document, RunOptions options)
    {
        var routers = RouterSettings.Read(reader, document);
        var gateway = Gateway(reader, document, options);
        var ports = PortSettings.Read(reader, options.PortOffset);
        var data = options.DataFolder ?? reader.Text("FAROL_DATA", "data");
        return new FarolSettings
        {
            Host = reader.Text("HOST", "0.0.0.0"),
            Port = ports.Monitor,
            RunsControl = options.Role != "monitor",
            ControlPort = ports.Control,
            AdminPort = ports.Administration,
            ConsolePort = ports.Console,
            MetricsPort = ports.Metrics,
            Log = Log(reader, options.Dev),
            Store = StoreSettings.Read(reader, data),
            Access = Access(reader),
            Live = Live(reader),
            Control = Control(reader, ports) with { Role = options.Role, Revisions = RevisionSettings.Read(reader, options.ConfigFile) },
            Monitor = Monitor(reader),
            Routers = routers,
            StartSimulator = routers.Count == 0 && !options.NoSimulator,
            Gateway = gateway with { Demonstrates = routers.Count == 0 && !options.NoSimulator && !gateway.IsConfigured },
        };
    }

    private static GatewaySettings Gateway(SettingsReader reader, FarolDocument? document, RunOptions options)
    {
        var host = reader.Text("HOST", "0.0.0.0");
        return new GatewaySettings
        {
            Document = document?.Gateway ?? GatewayDocument.Empty,
            ConfigFile = options.ConfigFile,
            Ports = new DefaultPorts
            {
                Address = host is "0.0.0.0" or "::" ? "*" : host == "localhost" ? "127.0.0.1" : host,
                Http = reader.Text("GATEWAY_HTTP_PORT") is null ? null : reader.Integer("GATEWAY_HTTP_PORT", 80, 1, MaxPort),
                Https = reader.Text("GATEWAY_HTTPS_PORT") is null ? null : reader.Integer("GATEWAY_HTTPS_PORT", 443, 1, MaxPort),
                Offset = options.PortOffset,
            },
        };
    }

    public static LogOptions Log(SettingsReader reader, bool isDev)
    {
        var debug = isDev || reader.Flag("DEBUG", otherwise: false);
        LogOptions.TryReadLevel(reader.Choice("LOG_LEVEL", "INFO", LogLevels.Split(", ")), out var level, out _);
        return Checked(reader, new LogOptions
        {
            Level = debug ? LogLevel.Debug : level,
            File = reader.Text("LOG_FILE", "logs/farol.log"),
            Console = Console.IsOutputRedirected ? LogConsole.Json : LogConsole.Text,
        }, o => o.Validate());
    }

    private static AccessOptions Access(SettingsReader reader) => Checked(reader, new AccessOptions
    {
        LocalViewer = reader.Flag("FAROL_LOCAL_VIEWER", otherwise: true),
        AllowedOrigins = reader.List("FAROL_ALLOWED_ORIGINS"),
        AdminEmail = reader.Text("FAROL_ADMIN_EMAIL", "admin@farol.local"),
        AdminPasswordFile = reader.Text("FAROL_ADMIN_PASSWORD_FILE"),
    }, o => o.Validate());

    private static ControlOptions Control(SettingsReader reader, PortSettings ports) => new()
    {
        Version = ProgramVersion.Text,
        // A program on this machine may register; strangers only where somebody says so.
        Registration = Enum.Parse<RegistrationMode>(reader.Choice("FAROL_REGISTRATION", "loopback", "closed", "loopback", "open"), ignoreCase: true),
        LinkListen = LinkListen(reader),
        OwnHosts = OwnHosts(reader),
        Hosts = HostSettings.Read(reader),
        ConsoleAddress = new HostPort(reader.Text("HOST", "0.0.0.0") is "0.0.0.0" or "::" or "*" or "localhost" ? "127.0.0.1" : reader.Text("HOST")!, ports.Console).ToString(),
        Security = SecuritySettings.Read(reader),
        Figures = new FigureOptions { RetentionDays = reader.Integer("FAROL_METRICS_DAYS", 30, 1, 3_650) },
        Requests = new RequestSampleOptions { PerSecond = reader.Integer("FAROL_REQUEST_SAMPLE_PER_SECOND", new RequestSampleOptions().PerSecond, 1, RequestSampling.MaxPerSecond) },
        Certificates = CertificateSettings.Read(reader),
        Alerts = AlertSettings.Read(reader),
    };

    private static IReadOnlyList<string> OwnHosts(SettingsReader reader)
    {
        var hosts = reader.List("FAROL_HOSTS");
        foreach (var wrong in hosts.Where(h => !IsHost(h)))
        {
            reader.Add("FAROL_HOSTS", $"\"{wrong}\" is no host name; write names without scheme and port, with commas: farol.example.net");
        }

        var machine = Environment.MachineName.ToLowerInvariant();
        return [.. hosts, .. IsHost(machine) ? [machine] : Array.Empty<string>()];
    }

    private static bool IsHost(string text) => HostPort.TryParse(text + ":1", out _);

    private static IPEndPoint? LinkListen(SettingsReader reader)
    {
        if (reader.Text("FAROL_LINK_LISTEN") is not { } text)
        {
            return null;
        }

        if (IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0)
        {
            return endpoint;
        }

        reader.Add("FAROL_LINK_LISTEN", "is no address and port; write 0.0.0.0:9443, [::]:9443 or an address of this machine");
        return null;
    }

    private static LiveOptions Live(SettingsReader reader)
    {
        var live = new LiveOptions { MaxClients = reader.Integer("WS_MAX_CONNECTIONS", 10_000, 1, 1_000_000) };
        var json = new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web);
        MonitorJson.Configure(json);
        live.Json = json;
        return live;
    }

    private static MonitorOptions Monitor(SettingsReader reader) => new()
    {
        OnlineInterval = Interval(reader, "BG_UPDATE_INTERVAL_ONLINE", 5),
        InterfacesInterval = Interval(reader, "BG_UPDATE_INTERVAL_INTERFACES", 30),
        PppoeInterval = Interval(reader, "BG_UPDATE_INTERVAL_PPPOE", 15),
        SystemInterval = Interval(reader, "BG_UPDATE_INTERVAL_SYSTEM", 45),
        TrafficInterval = Interval(reader, "BG_UPDATE_INTERVAL_TRAFFIC", 20),
        AlarmsInterval = Interval(reader, "BG_UPDATE_INTERVAL_ALARMS", 60),
        OnlineTtl = Ttl(reader, "CACHE_TTL_ONLINE", 10),
        InterfacesTtl = Ttl(reader, "CACHE_TTL_INTERFACES", 45),
        PppoeTtl = Ttl(reader, "CACHE_TTL_PPPOE_STATS", 20),
        SystemTtl = Ttl(reader, "CACHE_TTL_SYSTEM_METRICS", 60),
        TrafficTtl = Ttl(reader, "CACHE_TTL_TRAFFIC_DATA", 30),
        AlarmsTtl = Ttl(reader, "CACHE_TTL_ALARMS", 90),
        CommandsPerMinute = Limit(reader, "RATE_LIMIT_COMMANDS", 10),
        DataPerMinute = Limit(reader, "RATE_LIMIT_DATA", 30),
        DiagnosticsPerMinute = Limit(reader, "RATE_LIMIT_DIAGNOSTICS", 5),
        CachePerMinute = Limit(reader, "RATE_LIMIT_CACHE", 3),
        CommandsOpened = CommandsOpened(reader),
        MaxInterfacesPolled = reader.Integer("MAX_INTERFACES_POLLED", 96, 1, 4096),
        HistoryMaxMegabytes = reader.Integer("HISTORY_MAX_MB", 512, 16, 1_000_000),
        HistoryDays = reader.Integer("HISTORY_DAYS", 14, 1, 3650),
        DropPercent = reader.Integer("ALERT_DROP_PERCENT", 5, 1, 100),
        DropMinimum = reader.Integer("ALERT_DROP_MINIMUM", 50, 1, 1_000_000),
        DropWindow = reader.Seconds("ALERT_DROP_WINDOW", 120, 10, 3600),
        UnreachableAfter = reader.Seconds("ALERT_UNREACHABLE_AFTER", 30, 1, 3600),
        WebhookUrl = Address(reader, "ALERT_WEBHOOK_URL"),
        TelegramToken = reader.Text("TELEGRAM_BOT_TOKEN"),
        TelegramChat = TelegramChat(reader),
        TelegramUrl = Address(reader, "TELEGRAM_API_URL") ?? new Uri("https://api.telegram.org"),
        UsesRedis = reader.Text("REDIS_HOST") is not null,
        Version = ProgramVersion.Text,
    };

    private static TimeSpan Interval(SettingsReader reader, string key, double seconds) => reader.Seconds(key, seconds, 1, 86_400);

    private static TimeSpan Ttl(SettingsReader reader, string key, double seconds) => reader.Seconds(key, seconds, 1, 86_400);

    private static int Limit(SettingsReader reader, string key, int perMinute) => reader.Integer(key, perMinute, 1, 100_000_000);

    private static IReadOnlyList<string> CommandsOpened(SettingsReader reader)
    {
        var opened = reader.List("ROUTER_COMMANDS_OPENED");
        foreach (var unknown in CommandPolicy.UnknownFamilies(opened))
        {
            reader.Add("ROUTER_COMMANDS_OPENED", $"\"{unknown}\" is no closed family; one would be \"display arp\"");
        }

        return opened;
    }

    private static string? TelegramChat(SettingsReader reader)
    {
        var chat = reader.Text("TELEGRAM_CHAT_ID");
        if (chat is null != reader.Text("TELEGRAM_BOT_TOKEN") is null)
        {
            reader.Add("TELEGRAM_CHAT_ID", "TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID are given together or not at all");
        }

        return chat;
    }

    private static Uri? Address(SettingsReader reader, string key)
    {
        if (reader.Text(key) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        reader.Add(key, "is no http or https address");
        return null;
    }

    internal static T Checked<T>(SettingsReader reader, T options, Func<T, IReadOnlyList<string>> validate)
    {
        foreach (var error in validate(options))
        {
            // "KEY: what to do" already; the key is not said twice.
            var parts = error.Split(": ", 2);
            reader.Add(new ConfigurationError("settings", 0, parts[0], parts[^1]));
        }

        return options;
    }
}
