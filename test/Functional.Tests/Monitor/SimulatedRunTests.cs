using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Monitor;

/// <summary>What a newcomer gets: <c>farol run</c> with nothing configured.</summary>
public sealed class SimulatedRunTests(SimulatedRun run) : IClassFixture<SimulatedRun>
{
    private FarolProcess Program => run.Program;

    [Theory]
    [InlineData("/api/online_total", "online_total,peak_users", "total,active,peak,ipv4,ipv6,dual_stack,history,history_size,last_update")]
    [InlineData("/api/system_metrics", "", "cpu,memory,uptime,uptime_seconds,version,patch,serial,temperature,power_status,model,slots,last_update")]
    [InlineData("/api/network_traffic", "traffic", "inbound,outbound,total,peak_in,peak_out,utilization_percent,max_bandwidth,interfaces,last_update")]
    [InlineData("/api/pppoe_stats", "stats", "total,active,peak,authenticated,max_users,by_domain,by_interface,by_access_type,discovery,fail_reasons,offline_reasons,last_update")]
    [InlineData("/api/interfaces_status", "interfaces,total,count", null)]
    [InlineData("/api/ip_pools", "pools", null)]
    [InlineData("/api/alarms", "alarms", null)]
    [InlineData("/api/router_status", "connected,connection_info", "connected,status,message,response_time_ms,protocol,cache_info,sessions,circuit,last_error,last_check")]
    public async Task Every_endpoint_answers_with_the_fields_of_both_client_generations_and_says_simulated(string path, string flat, string? data)
    {
        var body = await Program.GetAsync(path);
        foreach (var field in "success,timestamp,router,cached,age_seconds,stale,simulated,data".Split(','))
        {
            Assert.True(body.TryGetProperty(field, out _), $"{path} has no {field}");
        }

        Assert.True(body.GetProperty("simulated").GetBoolean());
        Assert.True(body.GetProperty("success").GetBoolean());
        AssertFields(body, flat);
        if (data is not null)
        {
            AssertFields(body.GetProperty("data"), data);
        }
    }

    [Theory]
    [InlineData("/api/interfaces_status", true)]
    [InlineData("/api/profile", false)]
    public async Task Rows_of_figures_travel_compressed_for_who_takes_it_and_nothing_that_may_hold_a_secret(string path, bool isCompressed)
    {
        foreach (var (accept, coding) in new[] { ("gzip, br", "br"), ("gzip", "gzip"), ("identity", null) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
            using var answer = await Program.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(isCompressed ? coding : null, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        }
    }

    [Fact]
    public async Task The_figures_are_the_routers_own()
    {
        var truth = await Program.SimulatorStateAsync();
        var told = await Program.GetAsync("/api/online_total");
        Assert.InRange(told.GetProperty("online_total").GetInt32(), truth.GetProperty("online_total").GetInt32() - 30, truth.GetProperty("online_total").GetInt32() + 30);
        var interfaces = (await Program.GetAsync("/api/interfaces_status")).GetProperty("data").EnumerateArray().ToList();
        Assert.Contains(interfaces, i => i.GetProperty("name").GetString() == "Eth-Trunk1" && i.GetProperty("members").GetArrayLength() == 2);
        await Eventually.True(
            async () => (await Program.GetAsync("/api/pppoe_stats")).GetProperty("data").GetProperty("by_domain").GetArrayLength() > 0,
            "domains are known", TimeSpan.FromSeconds(30));
        var groups = (await Program.GetAsync("/api/pppoe_stats")).GetProperty("data");
        AssertAllOnline(groups.GetProperty("by_domain"), truth);
        AssertAllOnline(groups.GetProperty("by_interface"), truth);
        Assert.Contains(groups.GetProperty("by_interface").EnumerateArray(), i => i.GetProperty("interface").GetString() == "Eth-Trunk11.401");
    }

    [Fact]
    public async Task The_fleet_is_one_row_a_router_by_its_last_figures()
    {
        var row = Assert.Single((await Program.GetAsync("/api/fleet")).GetProperty("items").EnumerateArray());
        var truth = await Program.SimulatorStateAsync();
        Assert.Equal("simulated", row.GetProperty("id").GetString());
        Assert.True(row.GetProperty("simulated").GetBoolean());
        Assert.False(row.GetProperty("stale").GetBoolean());
        Assert.InRange(row.GetProperty("online_total").GetInt64(), truth.GetProperty("online_total").GetInt64() - 30, truth.GetProperty("online_total").GetInt64() + 30);
        Assert.Equal(row.GetProperty("online_total").GetInt64(), row.GetProperty("day").EnumerateArray().Last().GetInt64());
        var slots = (await Program.GetAsync("/api/system_metrics")).GetProperty("data").GetProperty("slots").EnumerateArray()
            .Where(s => s.GetProperty("cpu").ValueKind == JsonValueKind.Number).ToList();
        Assert.Contains(slots, s => s.GetProperty("slot").GetString() == row.GetProperty("worst_slot").GetString());
    }

    [Fact]
    public async Task One_interface_is_told_in_full_by_any_spelling_and_an_unknown_one_is_refused_by_name()
    {
        var port = (await Program.GetAsync("/api/interfaces_status")).GetProperty("data").EnumerateArray()
            .First(i => i.GetProperty("rx_power_dbm").ValueKind == JsonValueKind.Number).GetProperty("name").GetString()!;
        var detail = await Program.GetAsync($"/api/interface_detail?interface={Uri.EscapeDataString(port.ToLowerInvariant())}");
        Assert.Equal("up", detail.GetProperty("status").GetString());
        Assert.True(detail.GetProperty("simulated").GetBoolean());
        Assert.InRange(detail.GetProperty("rx_power_dbm").GetDouble(), detail.GetProperty("rx_power_low_dbm").GetDouble(), detail.GetProperty("rx_power_high_dbm").GetDouble());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Program.Http.GetAsync("/api/interface_detail?interface=Nothing9/9/9")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Program.Http.GetAsync("/api/interface_detail")).StatusCode);
    }

    [Fact]
    public async Task A_stretch_in_which_nothing_was_measured_is_gaps_and_no_failure()
    {
        var points = (await Program.GetAsync("/api/history?series=online_total&from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z")).GetProperty("points");
        Assert.Equal(288, points.GetArrayLength());
        Assert.All(points.EnumerateArray(), point => Assert.Equal(JsonValueKind.Null, point.GetProperty("value").ValueKind));
    }

    [Fact]
    public async Task Slots_have_histories_of_processor_memory_temperature_and_subscribers()
    {
        await Eventually.True(
            async () =>
            {
                var names = (await Program.GetAsync("/api/history")).GetProperty("series").EnumerateArray().Select(s => s.GetString()!).ToList();
                return new[] { ":cpu", ":memory", ":temperature", ":online" }.All(kind => names.Exists(n => n.StartsWith("slot:", StringComparison.Ordinal) && n.EndsWith(kind, StringComparison.Ordinal)));
            },
            "each kind was written once", TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task The_simulator_makes_no_mistakes_and_the_router_hardly_notices_us()
    {
        var truth = await Program.SimulatorStateAsync();
        Assert.Empty(truth.GetProperty("mistakes").EnumerateArray());
        Assert.InRange(truth.GetProperty("sessions_open").GetInt32(), 1, 2);
    }

    [Fact]
    public async Task Health_says_simulated_and_the_metrics_port_serves_nothing_else()
    {
        Assert.True((await Program.GetAsync("/health")).GetProperty("simulated").GetBoolean());
        using var metrics = new HttpClient { BaseAddress = new Uri($"http://localhost:{Program.MetricsPort}") };
        Assert.Contains("farol_router_subscribers_online{", await metrics.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await metrics.GetAsync("/api/online_total")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await metrics.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task The_page_the_documents_and_unknown_paths_answer_as_they_should()
    {
        Assert.Contains("<html", await Program.Http.GetStringAsync("/"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("3.1", (await Program.GetAsync("/openapi.json")).GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Program.Http.GetAsync("/docs/index.html")).StatusCode);
        var redoc = await Program.Http.GetStringAsync("/redoc/index.html");
        Assert.DoesNotContain("https://", redoc, StringComparison.Ordinal);
        var nothing = await Program.Http.GetAsync("/api/nothing");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Equal("application/problem+json", nothing.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_local_viewer_reads_totals_and_neither_persons_nor_commands()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await Program.Http.GetAsync("/api/subscribers?login=a")).StatusCode);
        var command = await Program.Http.PostAsJsonAsync("/api/execute_command", new { command = "display version" });
        Assert.Equal(HttpStatusCode.Unauthorized, command.StatusCode);
        var problem = JsonDocument.Parse(await command.Content.ReadAsStringAsync()).RootElement;
        Assert.False(problem.GetProperty("success").GetBoolean());
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("error").GetString());
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/api/online_total");
        elsewhere.Headers.Host = "rebound.example";
        Assert.Equal(HttpStatusCode.Unauthorized, (await Program.Http.SendAsync(elsewhere)).StatusCode);
    }

    [Fact]
    public async Task An_operator_runs_what_is_allowed_and_reads_why_the_rest_is_refused()
    {
        var operators = await run.OperatorAsync();
        var ran = await PostAsync(operators, "/api/execute_command", new { command = "dis ver" });
        Assert.Equal("display version", ran.GetProperty("command").GetString());
        Assert.Contains("NetEngine 8000", ran.GetProperty("result").GetString(), StringComparison.Ordinal);
        Assert.Equal("admin@farol.local", ran.GetProperty("data").GetProperty("user").GetString());
        var refused = await operators.PostAsJsonAsync("/api/execute_command", new { command = "display version > flash:/x" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("redirection", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var missing = await operators.PostAsJsonAsync("/api/execute_command", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
    }

    [Fact]
    public async Task An_interface_is_shut_down_and_brought_up_again_with_a_commit()
    {
        var operators = await run.OperatorAsync();
        var down = await PostAsync(operators, "/api/interface_command", new { @interface = "GE1/0/1", action = "deactivate" });
        Assert.True(down.GetProperty("data").GetProperty("committed").GetBoolean());
        Assert.Contains("Administratively DOWN", down.GetProperty("result").GetString(), StringComparison.OrdinalIgnoreCase);
        var up = await PostAsync(operators, "/api/interface_command", new { @interface = "GigabitEthernet1/0/1", action = "activate" });
        Assert.DoesNotContain("Administratively", up.GetProperty("result").GetString(), StringComparison.OrdinalIgnoreCase);
        var unknown = await operators.PostAsJsonAsync("/api/interface_command", new { @interface = "GigabitEthernet9/9/9", action = "shutdown" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [Fact]
    public async Task A_subscriber_is_found_by_login_address_and_mac_and_each_look_up_is_recorded()
    {
        var operators = await run.OperatorAsync();
        var listing = await PostAsync(operators, "/api/execute_command", new { command = "display access-user domain isp.com.br" });
        var row = listing.GetProperty("result").GetString()!.Split('\n').First(l => l.Contains("@isp.com.br ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (login, mac) = (row[1], row[^1]);
        var found = await GetAsync(operators, $"/api/subscribers?mac={mac}");
        Assert.True(found.GetProperty("online").GetBoolean());
        Assert.NotEmpty(found.GetProperty("data").GetProperty("sessions")[0].GetProperty("login").GetString()!);
        if (!login.Contains("...", StringComparison.Ordinal))
        {
            Assert.True((await GetAsync(operators, $"/api/subscribers?login={login}")).GetProperty("online").GetBoolean());
        }

        var nobody = await GetAsync(operators, "/api/subscribers?login=nobody@isp.com.br");
        Assert.False(nobody.GetProperty("online").GetBoolean());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.GetAsync("/api/subscribers?login=a%7Cinclude")).StatusCode);
    }

    [Fact]
    public async Task Subscribers_are_counted_by_vlan_when_an_operator_asks()
    {
        var operators = await run.OperatorAsync();
        var all = (await GetAsync(operators, "/api/subscribers/vlans")).GetProperty("data");
        var first = all.GetProperty("vlans")[0];
        var vlan = first.GetProperty("pe_vlan").GetInt32();
        Assert.Equal(all.GetProperty("total").GetInt64(), all.GetProperty("vlans").EnumerateArray().Sum(v => v.GetProperty("online").GetInt64()));
        Assert.True(all.GetProperty("total").GetInt64() > 1_000);

        var one = (await GetAsync(operators, $"/api/subscribers/vlans?vlan={vlan}")).GetProperty("data");
        Assert.Equal(vlan, one.GetProperty("vlan").GetInt32());
        Assert.All(one.GetProperty("vlans").EnumerateArray(), v => Assert.Equal((vlan, JsonValueKind.String), (v.GetProperty("pe_vlan").GetInt32(), v.GetProperty("interface").ValueKind)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.GetAsync("/api/subscribers/vlans?vlan=1%20brief")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.GetAsync("/api/subscribers/vlans?vlan=4095")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Program.Http.GetAsync("/api/subscribers/vlans")).StatusCode);
    }

    [Fact]
    public async Task Diagnostics_name_each_step_each_command_and_what_the_simulator_made_up()
    {
        var body = (await GetAsync(await run.OperatorAsync(), "/api/router_diagnostics")).GetProperty("diagnostics");
        Assert.All(body.GetProperty("steps").EnumerateArray(), s => Assert.True(s.GetProperty("ok").GetBoolean(), s.ToString()));
        Assert.Contains(body.GetProperty("online_total_chain").EnumerateArray(), c => c.GetProperty("is_in_use").GetBoolean());
        Assert.Contains(body.GetProperty("commands").EnumerateArray(), c => c.GetProperty("command").GetString() == "display cpu-usage" && c.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(body.GetProperty("unverified_texts").EnumerateArray());
    }

    [Fact]
    public async Task The_socket_welcomes_shows_everything_answers_and_resumes()
    {
        await using var socket = await LiveSocket.OpenAsync(Program, "/ws/monitor");
        var welcome = await socket.NextAsync();
        Assert.Equal("welcome", LiveSocket.Type(welcome));
        Assert.Equal("Conectado ao canal monitor", welcome.GetProperty("message").GetString());
        Assert.Equal(30, welcome.GetProperty("server_info").GetProperty("heartbeat_interval").GetInt32());
        var kinds = new HashSet<string?>();
        var last = await socket.UntilAsync(f =>
        {
            kinds.Add(LiveSocket.DataType(f));
            return kinds.IsSupersetOf(["online_total", "system_metrics", "interfaces_status", "network_traffic", "pppoe_stats"]);
        });
        Assert.True(last.GetProperty("data").GetProperty("simulated").GetBoolean());
        await socket.SendAsync("ping");
        await socket.UntilAsync(f => LiveSocket.Type(f) == "pong");
        await socket.SendAsync("""{"type":"ping"}""");
        await socket.UntilAsync(f => LiveSocket.Type(f) == "pong");
        await socket.SendAsync("get_status");
        var status = await socket.UntilAsync(f => LiveSocket.Type(f) == "system_status");
        Assert.True(status.GetProperty("status").GetProperty("router").GetProperty("connected").GetBoolean());
        await socket.SendAsync("""{"type":"command","command":"display version","id":7}""");
        var refused = await socket.UntilAsync(f => LiveSocket.DataType(f) == "command_result");
        Assert.Equal(7, refused.GetProperty("data").GetProperty("id").GetInt32());
        Assert.False(refused.GetProperty("data").GetProperty("success").GetBoolean());
        var mark = await socket.UntilAsync(f => LiveSocket.DataType(f) == "online_total");
        await using var again = await LiveSocket.OpenAsync(Program, $"/ws/monitor?since={mark.GetProperty("epoch").GetString()}:{mark.GetProperty("seq").GetInt64()}");
        await again.NextAsync();
        Assert.Equal(mark.GetProperty("seq").GetInt64() + 1, (await again.UntilAsync(f => LiveSocket.Type(f) == "router_data")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Routers_are_added_changed_and_removed_and_no_password_comes_back()
    {
        var admin = await run.OperatorAsync();
        var added = await admin.PostAsJsonAsync("/api/routers", new { id = "second", host = "127.0.0.1", port = 1, username = "u", password = "very-secret-1" });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var tag = added.Headers.ETag!.Tag;
        Assert.DoesNotContain("very-secret", await added.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsJsonAsync("/api/routers", new { id = "second", host = "h", username = "u", password = "p" })).StatusCode);
        using var change = new HttpRequestMessage(HttpMethod.Put, "/api/routers/second") { Content = JsonContent.Create(new { name = "Second", password = "********" }) };
        change.Headers.TryAddWithoutValidation("If-Match", tag);
        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(change)).StatusCode);
        using var stale = new HttpRequestMessage(HttpMethod.Put, "/api/routers/second") { Content = JsonContent.Create(new { name = "Third" }) };
        stale.Headers.TryAddWithoutValidation("If-Match", tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await admin.SendAsync(stale)).StatusCode);
        var listed = JsonDocument.Parse(await admin.GetStringAsync("/api/routers")).RootElement.GetProperty("items").EnumerateArray().Select(r => (r.GetProperty("id").GetString(), r.GetProperty("is_default").GetBoolean()));
        Assert.Equal([("second", true), ("simulated", false)], listed);
        var test = await admin.PostAsync("/api/routers/second/test", null);
        Assert.False(JsonDocument.Parse(await test.Content.ReadAsStringAsync()).RootElement.GetProperty("steps")[0].GetProperty("ok").GetBoolean());
        Assert.Equal(HttpStatusCode.Conflict, (await admin.DeleteAsync("/api/routers/simulated")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/routers/second")).StatusCode);
        var invalid = await admin.PostAsJsonAsync("/api/routers", new { id = "X Y", port = 99999 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, invalid.StatusCode);
        var errors = JsonDocument.Parse(await invalid.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        Assert.Equal(["host", "id", "password", "port", "username"], errors.EnumerateObject().Select(e => e.Name).Order());
        Assert.DoesNotContain("very-secret", Program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", await File.ReadAllTextAsync(Path.Combine(Program.Folder, "logs", "farol.log")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_seeds_python_client_works_as_it_is_written()
    {
        var script = (await File.ReadAllTextAsync(RepositoryRoot.File("test", "Functional.Tests", "Monitor", "seed_client.py")))
            .Replace("localhost:8000", $"localhost:{Program.Port}", StringComparison.Ordinal);
        using var python = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/python3", ["-u", "-c", script]) { RedirectStandardOutput = true })!;
        var lines = new List<string>();
        await Eventually.True(async () =>
        {
            lines.Add(await python.StandardOutput.ReadLineAsync() ?? "(end)");
            return lines.Any(l => l.Contains("Recebido: pong", StringComparison.Ordinal)) && lines.Any(l => l.StartsWith("Dados do router:", StringComparison.Ordinal));
        }, "the client sees a pong and data");
        python.Kill();
        Assert.Equal("Conectado ao WebSocket", lines[0]);
        Assert.StartsWith("Recebido: welcome", lines[1], StringComparison.Ordinal);
    }

    /// <summary>The groups together hold as many as the router says are online; a few come and go meanwhile.</summary>
    private static void AssertAllOnline(JsonElement groups, JsonElement truth)
    {
        var online = truth.GetProperty("online_total").GetInt32();
        Assert.InRange(groups.EnumerateArray().Sum(g => g.GetProperty("online").GetInt32()), online - 60, online + 60);
    }

    private static void AssertFields(JsonElement body, string fields)
    {
        foreach (var field in fields.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(body.TryGetProperty(field, out _), $"there is no {field} in {body.ToString()[..Math.Min(300, body.ToString().Length)]}");
        }
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
