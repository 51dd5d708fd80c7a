using Farol.Monitor.Routers;
using Farol.Settings;
using Testing.Support;

namespace Functional.Tests.Settings;

/// <summary>Settings as a person gives them: environment, <c>.env</c>, file, command line.</summary>
public sealed class SettingsLoaderTests : IDisposable
{
    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void With_nothing_set_a_simulated_router_is_watched()
    {
        var settings = _folder.Load();

        Assert.True(settings.StartSimulator);
        Assert.Empty(settings.Routers);
        Assert.Equal((8000, 8080), (settings.Port, settings.MetricsPort));
        Assert.Null(settings.Store.Redis);
        Assert.False(_folder.Load(new RunOptions { NoSimulator = true }).StartSimulator);
    }

    [Fact]
    public void The_env_file_of_the_older_monitor_is_accepted_as_it_is()
    {
        var settings = _folder.WithEnvironmentFile(File.ReadAllText(RepositoryRoot.File("test", "Functional.Tests", "Settings", "Cases", "seed.env"))).Load();

        var router = Assert.Single(settings.Routers);
        Assert.Equal(("192.168.1.1", 22, "admin", "sua_senha", RouterProtocol.Ssh), (router.Host, router.Port, router.Username, router.Password, router.Protocol));
        Assert.False(settings.StartSimulator);
        Assert.Equal(("localhost", 6379, null), (settings.Store.Redis!.Host, settings.Store.Redis.Port, settings.Store.Redis.Password));
        Assert.Equal("logs/fastapi.log", settings.Log.File);
        Assert.Equal((10, 30, 5), (settings.Monitor.CommandsPerMinute, settings.Monitor.DataPerMinute, settings.Monitor.DiagnosticsPerMinute));
        Assert.Equal(
            [45, 20, 60, 30, 30, 15, 45, 20],
            new[]
            {
                settings.Monitor.InterfacesTtl, settings.Monitor.PppoeTtl, settings.Monitor.SystemTtl, settings.Monitor.TrafficTtl,
                settings.Monitor.InterfacesInterval, settings.Monitor.PppoeInterval, settings.Monitor.SystemInterval, settings.Monitor.TrafficInterval,
            }.Select(t => (int)t.TotalSeconds));
    }

    [Fact]
    public void The_environment_wins_over_the_file_and_an_empty_value_counts_as_none()
    {
        _folder.WithEnvironmentFile("PORT=8001\nMETRICS_PORT=8081\nROUTER_HOST=\n");
        _folder.Environment["PORT"] = "8002";
        _folder.Environment["METRICS_PORT"] = "";

        var settings = _folder.Load();

        Assert.Equal((8002, 8081), (settings.Port, settings.MetricsPort));
        Assert.True(settings.StartSimulator);
    }

    [Fact]
    public void Every_mistake_of_environment_env_file_and_configuration_file_comes_at_once()
    {
        _folder.WithEnvironmentFile("HOST=0.0.0.0\nnonsense\nPORT=eighty\nROUTER_HOST=192.0.2.1\nROUTER_PROTOCOL=rlogin\nALERT_WEBHOOK_URL=ftp://x\n");
        _folder.Environment["CACHE_TTL_INTERFACES"] = "soon";
        _folder.Environment["ROUTER_COMMANDS_OPENED"] = "display everything";
        var file = _folder.Write("farol.yaml", "routers:\n  - id: a\n    hots: 192.0.2.2\n    username: u\n    password: p\n");

        var errors = _folder.LoadErrors(new RunOptions { ConfigFile = file });

        Assert.Contains(errors, e => e.StartsWith(".env:2: (line):", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith(".env:3: PORT: expected a whole number from 1 to 65535, found \"eighty\"", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith(".env:5: ROUTER_PROTOCOL: expected one of ssh, telnet", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith(".env:6: ALERT_WEBHOOK_URL:", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("environment: CACHE_TTL_INTERFACES: expected seconds", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("environment: ROUTER_COMMANDS_OPENED:", StringComparison.Ordinal) && e.Contains("display arp", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("ROUTER_USERNAME: is required with ROUTER_HOST", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("ROUTER_PASSWORD: is required with ROUTER_HOST", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith($"{file}:3: routers[0].hots: unknown key; did you mean \"host\"?", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Contains("routers[0].host: is required", StringComparison.Ordinal));
        Assert.Equal(10, errors.Count);
    }

    [Theory]
    [InlineData("TELEGRAM_BOT_TOKEN=t", "TELEGRAM_CHAT_ID")]
    [InlineData("TELEGRAM_CHAT_ID=5", "TELEGRAM_CHAT_ID")]
    [InlineData("ROUTER_HOST=192.0.2.1\nROUTER_USERNAME=u\nROUTER_PASSWORD=p\nROUTER_CHANGE_USERNAME=c", "ROUTER_CHANGE_USERNAME")]
    [InlineData("ROUTER_HOST=192.0.2.1\nROUTER_USERNAME=u\nROUTER_PASSWORD=p\nROUTER_ID=BNG 1", "ROUTER_ID")]
    [InlineData("FAROL_ALLOWED_ORIGINS=noc.example.net", "FAROL_ALLOWED_ORIGINS")]
    [InlineData("LOG_LEVEL=LOUD", "LOG_LEVEL")]
    [InlineData("HISTORY_MAX_MB=1", "HISTORY_MAX_MB")]
    [InlineData("DEBUG=perhaps", "DEBUG")]
    [InlineData("ROUTER_PASSWORD=\"open", "ROUTER_PASSWORD")]
    public void A_mistake_names_its_setting(string text, string key) =>
        Assert.Contains(_folder.WithEnvironmentFile(text).LoadErrors(), e => e.Contains(key, StringComparison.Ordinal));

    [Fact]
    public void Routers_of_the_settings_and_of_the_file_are_watched_together_and_may_not_share_an_id()
    {
        _folder.WithEnvironmentFile("ROUTER_HOST=192.0.2.1\nROUTER_USERNAME=u\nROUTER_PASSWORD=p\nROUTER_ID=bng-01\n");
        var second = _folder.Write("two.yaml", "routers:\n  - id: bng-02\n    host: 192.0.2.2\n    protocol: telnet\n    username: u\n    password: p\n");
        var same = _folder.Write("same.yaml", "routers:\n  - id: bng-01\n    host: 192.0.2.2\n    username: u\n    password: p\n");

        var routers = _folder.Load(new RunOptions { ConfigFile = second }).Routers;

        Assert.Equal(["bng-01", "bng-02"], routers.Select(r => r.Id));
        Assert.Equal(23, routers[1].Port);
        Assert.Contains(_folder.LoadErrors(new RunOptions { ConfigFile = same }), e => e.Contains("same.yaml:2", StringComparison.Ordinal) && e.Contains("bng-01", StringComparison.Ordinal));
    }

    [Fact]
    public void The_port_offset_moves_every_port_and_may_not_move_one_out_of_range()
    {
        var settings = _folder.Load(new RunOptions { PortOffset = 100 });

        Assert.Equal((8100, 9190, 9100, 3100, 8180), (settings.Port, settings.ControlPort, settings.AdminPort, settings.ConsolePort, settings.MetricsPort));
        Assert.Equal(4, _folder.LoadErrors(new RunOptions { PortOffset = 60_000 }).Count);
    }

    [Fact]
    public void Two_ports_that_are_the_same_are_a_mistake()
    {
        _folder.Environment["CONSOLE_PORT"] = "9090";

        Assert.Contains(_folder.LoadErrors(new RunOptions()), e => e.Contains("CONSOLE_PORT: is 9090, as CONTROL_PORT", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_cannot_be_used_are_mistakes_like_others()
    {
        Assert.Contains(_folder.LoadErrors(new RunOptions { ConfigFile = System.IO.Path.Combine(_folder.Path, "none.yaml") }), e => e.Contains("--config", StringComparison.Ordinal));
        _folder.WithEnvironmentFile(new string('#', 1024 * 1024 + 1));
        Assert.Contains(_folder.LoadErrors(), e => e.StartsWith(".env: (file)", StringComparison.Ordinal));
    }

    [Fact]
    public void Dev_is_the_debug_log_whatever_the_settings_say()
    {
        _folder.Environment["LOG_LEVEL"] = "ERROR";

        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Debug, _folder.Load(new RunOptions { Dev = true }).Log.Level);
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Error, _folder.Load().Log.Level);
    }
}
