using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>Debian's Prometheus and Alertmanager beside the real program.</summary>
public sealed class AlertmanagerTests
{
    private const string Secret = "a-secret-of-the-tests";

    [Fact]
    [Trait(TestMarks.Duration, TestMarks.Long)]
    public async Task A_rule_that_fires_reaches_the_channel_through_Alertmanager_and_resolves()
    {
        using var folder = new TemporaryFolder();
        var (prometheusPort, alertmanagerPort, targetPort) = (FarolProcess.FreePort(), FarolProcess.FreePort(), FarolProcess.FreePort());
        await using var run = await ControlRun.StartOwnAsync(new Dictionary<string, string>
        {
            ["FAROL_ALERT_SECRET"] = Secret,
            ["FAROL_ALERTMANAGER_URL"] = $"http://127.0.0.1:{alertmanagerPort}",
        });
        await using var channel = await LiveSocket.OpenAsync(run.Program, "/api/ws/status", await run.TokenAsync(ControlRun.AdminEmail), run.Program.ControlPort);
        await WriteAsync(folder, run.Program.ControlPort, alertmanagerPort, targetPort);
        using var alertmanager = new BackgroundServer("prometheus-alertmanager", "--config.file", folder.File("alertmanager.yml"), "--storage.path", folder.File("am"),
            $"--web.listen-address=127.0.0.1:{alertmanagerPort}", "--cluster.listen-address=");
        using var prometheus = new BackgroundServer("prometheus", "--config.file", folder.File("prometheus.yml"), "--storage.tsdb.path", folder.File("tsdb"),
            $"--web.listen-address=127.0.0.1:{prometheusPort}");

        var fired = (await AlertAsync(channel, "firing")).GetProperty("data");
        Assert.Equal("TargetDown", fired.GetProperty("name").GetString());
        var path = $"/api/alerts/{fired.GetProperty("id").GetString()}";
        var stored = await ControlRun.ReadAsync(await run.Admin.GetAsync(path));
        Assert.Equal("The target is away", stored.GetProperty("annotations").GetProperty("summary").GetString());

        var silenced = await ControlRun.ReadAsync(await run.Admin.PostAsJsonAsync(path + "/silence", new { duration = "1s", comment = "a test" }));
        var silence = await run.Anonymous.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{alertmanagerPort}/api/v2/silence/{silenced.GetProperty("silence_id").GetString()}");
        Assert.Equal("a test", silence.GetProperty("comment").GetString());
        Assert.Equal(ControlRun.AdminEmail, silence.GetProperty("createdBy").GetString());

        using var target = new TcpListener(IPAddress.Loopback, targetPort);
        target.Start();
        _ = ServeAsync(target);
        var resolved = (await AlertAsync(channel, "resolved")).GetProperty("data");
        Assert.Equal(fired.GetProperty("id").GetString(), resolved.GetProperty("id").GetString());
        Assert.NotEqual(JsonValueKind.Null, resolved.GetProperty("ends_at").ValueKind);
        Assert.Empty((await ControlRun.ReadAsync(await run.Admin.GetAsync("/api/alerts?status=firing"))).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("promtool", "check", "rules", "deploy/prometheus/farol.rules.yml")]
    [InlineData("promtool", "check", "config", "deploy/prometheus/prometheus.yml")]
    [InlineData("amtool", "check-config", "deploy/alertmanager/alertmanager.yml")]
    public async Task The_configuration_that_is_shipped_is_understood(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = RepositoryRoot.File("."), RedirectStandardOutput = true, RedirectStandardError = true };
        using var check = Process.Start(start)!;
        var said = await check.StandardOutput.ReadToEndAsync() + await check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();
        Assert.True(check.ExitCode == 0, said);
    }

    private static async Task<JsonElement> AlertAsync(LiveSocket channel, string status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!limit.IsCancellationRequested)
        {
            var frame = await channel.NextAsync();
            if (LiveSocket.Type(frame) == "alert" && frame.GetProperty("data").GetProperty("status").GetString() == status)
            {
                return frame;
            }
        }

        throw new Xunit.Sdk.XunitException($"No alert is {status}");
    }

    private static async Task WriteAsync(TemporaryFolder folder, int controlPort, int alertmanagerPort, int targetPort)
    {
        await File.WriteAllTextAsync(folder.File("rules.yml"), """
            groups:
              - name: test
                interval: 1s
                rules:
                  - alert: TargetDown
                    expr: up{job="target"} == 0
                    labels: {severity: critical}
                    annotations: {summary: The target is away}
            """);
        await File.WriteAllTextAsync(folder.File("prometheus.yml"), $$$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
            rule_files: [rules.yml]
            alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:{{{alertmanagerPort}}}"] }] }] }
            scrape_configs: [{job_name: target, static_configs: [{targets: ["127.0.0.1:{{{targetPort}}}"] }] }]
            """);
        await File.WriteAllTextAsync(folder.File("alertmanager.yml"), $$$"""
            route: {receiver: farol, group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: farol
                webhook_configs:
                  - url: http://127.0.0.1:{{{controlPort}}}/api/alerts/webhook
                    http_config: {authorization: {credentials: "{{{Secret}}}"} }
            """);
    }

    private static async Task ServeAsync(TcpListener target)
    {
        var answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: 8\r\nConnection: close\r\n\r\nprobe 1\n");
        while (true)
        {
            try
            {
                using var client = await target.AcceptTcpClientAsync();
                _ = await client.GetStream().ReadAsync(new byte[4096]);
                await client.GetStream().WriteAsync(answer);
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException)
            {
                return;
            }
        }
    }
}
