using System.Globalization;
using Functional.Tests.Gateway.Hosting;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Remote;

/// <summary>A gateway on another machine: it joins with a token, serves what the control plane says, without it too, and is let go.</summary>
[Collection(GatewayGroup.Name)]
public sealed class RemoteGatewayTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly TemporaryFolder _machine = new();
    private readonly int _linkPort = FarolProcess.FreePort();
    private readonly int _port = FarolProcess.FreePort();
    private TwoBackends _backends = null!;

    public async ValueTask InitializeAsync()
    {
        _backends = await TwoBackends.StartAsync();
        // The machine's own names are the console's.
        _http.DefaultRequestHeaders.Host = "shop.example";
    }

    public async ValueTask DisposeAsync()
    {
        await _backends.DisposeAsync();
        _machine.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task It_joins_is_fed_goes_on_alone_and_is_revoked()
    {
        var run = await StartAsync();
        var token = (await DeskAsync(run, "token", "create", "edge-1")).Output.Trim();
        var edge = Gateway("--join", token);
        await using (run)
        {
            await AnswersAsync("demo-a");
            Assert.Contains("demo-a", await _http.GetStringAsync(new Uri($"http://127.0.0.1:{run.GatewayPort}/"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await ListedAsync(run, "edge-1", "linked");
            await ListedAsync(run, "local", "linked");
            _backends.Write(port: null, 1);
            await AnswersAsync("demo-b");
            Assert.DoesNotContain(token, edge.Output + run.Output, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_machine.File("data/gateway/link.pem")));
            Assert.Equal(0, await run.InterruptAsync(TimeSpan.FromSeconds(15)));
        }

        // The control plane is gone: it serves on, and after a start of its own, without the token, it serves again.
        await edge.SaysAsync("The control plane is away");
        await AnswersAsync("demo-b");
        edge.Signal(ProcessFacts.Terminate);
        Assert.Equal(0, await edge.ExitAsync(TimeSpan.FromSeconds(10)));
        await edge.DisposeAsync();
        await using var again = Gateway();
        await AnswersAsync("demo-b");

        await using var back = await StartAsync(backend: 1);
        await ListedAsync(back, "edge-1", "linked");
        Assert.True((await back.GetAsync("/health")).GetProperty("gateways").TryGetProperty("edge-1", out _));
        Assert.Equal(0, (await DeskAsync(back, "revoke", "edge-1")).Code);
        Assert.False((await back.GetAsync("/health")).GetProperty("gateways").TryGetProperty("edge-1", out _));
        await again.SaysAsync("the certificate of edge-1 was revoked");
        await ListedAsync(back, "edge-1", "revoked");
        await Eventually.True(() => back.Output.Contains("Gateway edge-1 is away: the certificate of edge-1 was revoked", StringComparison.Ordinal), "the control plane's log says so", TimeSpan.FromSeconds(5));
        await AnswersAsync("demo-b");
    }

    [Fact]
    public async Task Tokens_that_do_not_count_are_refused_at_both_ends_with_the_reason()
    {
        await using var run = await StartAsync();
        Assert.Equal((1, true), await RefusedAsync(run, "local", "is no name for a gateway"));
        Assert.Equal((1, true), await RefusedAsync(run, "edge-1", "a token is good for some time up to 7 days", "--expires", "30d"));
        var early = (await DeskAsync(run, "token", "create", "edge-1", "--expires", "1s")).Output.Trim();
        await Eventually.True(async () => !(await DeskAsync(run, "list")).Output.Contains("edge-1", StringComparison.Ordinal), "it ends");
        await using (var late = Gateway("--join", early))
        {
            await late.SaysAsync("the control plane refuses: the token ended on");
            Assert.Equal(1, await late.ExitAsync(TimeSpan.FromSeconds(5)));
        }

        await Eventually.True(() => run.Output.Contains("A link was refused: 127.0.0.1:", StringComparison.Ordinal) && run.Output.Contains("the token ended on", StringComparison.Ordinal), "the control plane's log says so");
        var token = (await DeskAsync(run, "token", "create", "edge-1")).Output.Trim();
        await using var edge = Gateway("--join", token);
        await ListedAsync(run, "edge-1", "linked");
        Assert.Equal((1, true), await RefusedAsync(run, "edge-1", "a gateway named edge-1 has joined already"));
        using var other = new TemporaryFolder();
        await using var second = GatewayProgram.Start(other.Path, 0, "gateway", "--link", $"tls:localhost:{_linkPort}", "--join", token, "--data", other.File("data"));
        await second.SaysAsync("the token was used on");
        Assert.Equal(1, await second.ExitAsync(TimeSpan.FromSeconds(5)));
    }

    private Task<FarolProcess> StartAsync(int backend = 0) => FarolProcess.StartAsync(
        new Dictionary<string, string> { ["FAROL_LINK_LISTEN"] = $"127.0.0.1:{_linkPort}" }, _backends.Folder.Path, "--no-simulator", "--config", _backends.Write(port: null, backend));

    /// <summary>On a machine of its own: another folder, and ports that are its own.</summary>
    private GatewayProgram Gateway(params string[] more) => GatewayProgram.Start(
        _machine.Path, 0, ["gateway", "--link", $"tls:localhost:{_linkPort}", "--data", _machine.File("data"), "--port-offset", (_port - 80).ToString(CultureInfo.InvariantCulture), .. more]);

    private static Task<(int Code, string Output, string Error)> DeskAsync(FarolProcess run, params string[] words) => FarolVerb.RunAsync(new Dictionary<string, string>(), ["gateway", .. words, "--data", Path.Combine(run.Folder, "data")]);

    private static async Task<(int ExitCode, bool IsSaid)> RefusedAsync(FarolProcess run, string name, string reason, params string[] more)
    {
        var (exitCode, _, error) = await DeskAsync(run, ["token", "create", name, .. more]);
        return (exitCode, error.Contains(reason, StringComparison.Ordinal));
    }

    private static Task ListedAsync(FarolProcess run, string name, string state) => Eventually.True(
        async () => (await DeskAsync(run, "list")).Output.Split('\n').Any(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var n, var s, ..] && (n, s) == (name, state)),
        $"{name} is listed as {state}");

    private async Task AnswersAsync(string text)
    {
        var last = "nothing";
        await Eventually.True(
            async () =>
            {
                try
                {
                    last = await _http.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/"), TestContext.Current.CancellationToken);
                }
                catch (HttpRequestException e)
                {
                    last = e.Message;
                }

                return last.Contains(text, StringComparison.Ordinal);
            },
            () => $"the remote gateway answers {text}, and not: {last}",
            TimeSpan.FromSeconds(20));
    }
}
