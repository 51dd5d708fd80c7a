using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Farol.Simulator.Tests;

/// <summary>The control port, by HTTP.</summary>
public sealed class ControlPortTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private SimulatorHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await SimulatorHost.StartAsync(new SimulatorHostOptions
        {
            Routers = 2,
            Router = new SimulatedRouterOptions { SshPort = null, Subscribers = 200 },
        });
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_host.ControlPort}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public void Says_its_ports_in_one_line()
    {
        Assert.Equal(
            $"FAROL-SIMULATOR ssh= telnet={_host.Routers[0].TelnetEndPoint!.Port},{_host.Routers[1].TelnetEndPoint!.Port} control={_host.ControlPort}",
            _host.ReadyLine);
    }

    [Fact]
    public async Task Tells_the_truth_of_each_router()
    {
        var routers = (await Get("/state")).GetProperty("routers");
        var second = (await Get("/state?router=1")).GetProperty("routers")[0];

        Assert.Equal(2, routers.GetArrayLength());
        Assert.Equal("HUAWEI-BNG-01", routers[0].GetProperty("sysname").GetString());
        Assert.Equal("HUAWEI-BNG-02", second.GetProperty("sysname").GetString());
        Assert.Equal(_host.Routers[1].Snapshot().OnlineTotal, second.GetProperty("online_total").GetInt32());
        Assert.True(second.GetProperty("by_domain").GetProperty("isp.com.br").GetInt32() > 0);
        Assert.True(second.GetProperty("by_slot").GetProperty("1").GetInt32() > 0);
    }

    [Fact]
    public async Task Plays_scenarios_at_one_router_or_all()
    {
        var one = await Post("/scenarios?router=0", """{"kind":"mass_disconnect","slot":1,"return_seconds":900}""");
        var first = _host.Routers[0].Snapshot();
        var second = _host.Routers[1].Snapshot();
        var all = await Post("/scenarios", """{"kind":"mass_disconnect"}""");

        Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        Assert.Equal(0, first.BySlot[1]);
        Assert.True(second.BySlot[1] > 0);
        Assert.Equal(HttpStatusCode.OK, all.StatusCode);
        Assert.Equal(0, _host.Routers[1].Snapshot().BySlot[2]);
    }

    [Theory]
    [InlineData("""{"kind":"explode"}""", "kind")]
    [InlineData("""{"kind":"link_down","interface":"GE9/9/9"}""", "interface: there is no GE9/9/9")]
    [InlineData("""{"kind":"calm","colour":"red"}""", "colour")]
    [InlineData("nonsense", "")]
    public async Task Refuses_what_it_cannot_play(string body, string reason)
    {
        var answer = await Post("/scenarios", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_a_test_wait_for_sessions_and_see_what_was_asked()
    {
        var waiting = Get("/sessions/wait?router=1&count=1&timeout_ms=20000");
        using var terminal = await TelnetTerminal.LoginAsync(_host.Routers[1], Cancellation);
        Assert.Equal(1, (await waiting).GetProperty("sessions_open").GetInt32());
        await terminal.RunAsync("dis clo", Cancellation, "<HUAWEI-BNG-02>");

        var served = (await Get("/state?router=1")).GetProperty("routers")[0].GetProperty("commands_served");
        Assert.Equal(1, served.GetProperty("display clock").GetInt32());
        var late = await _http.GetAsync("/sessions/wait?router=0&count=3&timeout_ms=50", Cancellation);
        Assert.Equal(HttpStatusCode.RequestTimeout, late.StatusCode);
    }

    [Fact]
    public async Task Lists_unverified_texts_and_knows_no_other_paths()
    {
        var texts = (await Get("/unverified")).GetProperty("texts").EnumerateArray().ToList();

        Assert.Contains(texts, text => text.GetProperty("command").GetString() == "display access-user online-total-number");
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/nothing", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/state?router=2", Cancellation)).StatusCode);
    }

    private Task<JsonElement> Get(string path) => _http.GetFromJsonAsync<JsonElement>(path, Cancellation);

    private Task<HttpResponseMessage> Post(string path, string json) =>
        _http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Cancellation);
}
