using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Farol.Access.LocalViewer;
using Farol.Access.Tests.Sessions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Access.Tests.LocalViewer;

public sealed class LocalViewerTests(LocalViewerApplication shared) : IClassFixture<LocalViewerApplication>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_of_the_same_user_reads_totals_without_a_login()
    {
        var response = await shared.App.GetAsync("/totals");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("local viewer", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task The_setting_turns_it_off()
    {
        await using var app = await AccessApplication.StartAsync();

        var response = await app.GetAsync("/totals");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("FAROL_LOCAL_VIEWER is off", (await AccessApplication.ReadAsync(response)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/persons")]
    [InlineData("/installation")]
    [InlineData("/mine")]
    [InlineData("/forgotten")]
    [InlineData("/api/profile")]
    public async Task It_is_never_more_than_a_viewer(string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await shared.App.GetAsync(path)).StatusCode);
    }

    [Fact]
    public void It_has_no_role_in_another_tenant_and_no_higher_one_in_its_own()
    {
        var viewer = LocalViewerRule.Viewer;

        Assert.True(viewer.Has(Access.Roles.Role.Viewer));
        Assert.False(viewer.Has(Access.Roles.Role.Operator));
        Assert.False(viewer.Has(Access.Roles.Role.Viewer, "other"));
        Assert.False(viewer.IsPlatform);
    }

    [Theory]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("x-forwarded-for", "")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("X-Original-For", "127.0.0.1:1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("CF-Connecting-IP", "127.0.0.1")]
    [InlineData("True-Client-IP", "127.0.0.1")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "evil.example:8000")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "192.168.0.1")]
    [InlineData("Host", "0.0.0.0")]
    [InlineData("Host", "2130706433")]
    [InlineData("Host", "[::2]")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Whoever_may_stand_behind_the_request_is_no_local_viewer(string header, string value)
    {
        var response = await shared.App.GetAsync("/totals", null, (header, value));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("Host", "localhost")]
    [InlineData("Host", "LOCALHOST:8000")]
    [InlineData("Host", "monitor.localhost")]
    [InlineData("Host", "127.0.0.1")]
    [InlineData("Host", "127.8.9.10:1")]
    [InlineData("Host", "[::1]:8000")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task The_names_of_this_machine_and_our_own_pages_are_fine(string header, string value)
    {
        Assert.Equal(HttpStatusCode.OK, (await shared.App.GetAsync("/totals", null, (header, value))).StatusCode);
    }

    [Fact]
    public async Task A_false_token_is_not_made_good_by_the_local_viewer()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await shared.App.GetAsync("/totals", "false")).StatusCode);
    }

    [Fact]
    public async Task A_socket_of_another_user_is_refused_by_the_kernels_table()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to become another user");
        await using var app = await StartAsync();

        Assert.Equal("200", await CurlAsync(app, "0"));
        Assert.Equal("401", await CurlAsync(app, "65534"));
    }

    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:0")]
    [InlineData("::1", "http://[::1]:0")]
    [InlineData("127.0.0.1", "http://localhost:0", true)]
    public async Task Every_family_of_sockets_is_found(string connectTo, string listenOn, bool clientIsIPv6 = false)
    {
        if (listenOn.Contains("localhost", StringComparison.Ordinal))
        {
            listenOn = "http://127.0.0.1:0";
        }

        await using var app = await StartAsync(builder => builder.WebHost.UseUrls(listenOn));
        using var socket = clientIsIPv6
            ? new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true }
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        var address = IPAddress.Parse(connectTo);
        await socket.ConnectAsync(clientIsIPv6 ? address.MapToIPv6() : address, app.Address.Port, Token);

        await socket.SendAsync("GET /totals HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray(), Token);
        using var reader = new StreamReader(new NetworkStream(socket));

        Assert.StartsWith("HTTP/1.1 200", await reader.ReadLineAsync(Token));
    }

    [Fact]
    public async Task The_kernel_is_asked_once_a_connection_and_its_no_is_final()
    {
        var owners = new CountingOwners { UserId = 1 };
        await using var app = await StartAsync(builder => builder.Services.AddSingleton<IPeerOwner>(owners));

        for (var request = 0; request < 5; request++)
        {
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/totals")).StatusCode);
        }

        Assert.Equal(1, owners.Asked);
        owners.UserId = 2;
        using var other = app.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/totals", Token)).StatusCode);
        Assert.Equal(2, owners.Asked);
    }

    [Fact]
    public async Task A_peer_that_the_kernel_does_not_know_is_refused()
    {
        await using var app = await StartAsync(builder => builder.Services.AddSingleton<IPeerOwner>(new CountingOwners()));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/totals")).StatusCode);
    }

    [Fact]
    public async Task A_seed_clients_WebSocket_opens_without_a_token_and_a_foreign_pages_does_not()
    {
        await using var app = await StartAsync(map: RevocationTests.MapSocket);
        var address = new Uri($"ws://{app.Address.Authority}/socket");
        using var client = new ClientWebSocket();
        await client.ConnectAsync(address, Token);
        using var foreign = new ClientWebSocket();
        foreign.Options.SetRequestHeader("Origin", "http://evil.example");

        await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(address, Token));

        Assert.Equal(WebSocketState.Open, client.State);
    }

    private static Task<AccessApplication> StartAsync(
        Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? configure = null,
        Action<Microsoft.AspNetCore.Builder.WebApplication>? map = null) =>
        AccessApplication.StartAsync(options => options with { LocalViewer = true }, configure: configure, map: map);

    private static async Task<string> CurlAsync(AccessApplication app, string userId)
    {
        using var curl = Process.Start(new ProcessStartInfo("setpriv")
        {
            ArgumentList =
            {
                $"--reuid={userId}", "--clear-groups", "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", $"{app.Address}totals",
            },
            RedirectStandardOutput = true,
        })!;
        return await curl.StandardOutput.ReadToEndAsync(Token);
    }

    private sealed class CountingOwners : IPeerOwner
    {
        private int _asked;

        public uint? UserId { get; set; }

        public uint OwnUserId => 1;

        public int Asked => _asked;

        public uint? FindUserId(IPEndPoint peer, IPEndPoint local)
        {
            Interlocked.Increment(ref _asked);
            return UserId;
        }
    }
}
