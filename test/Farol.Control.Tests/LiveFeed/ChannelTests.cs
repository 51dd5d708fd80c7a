using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Farol.Access.Roles;
using Farol.Control.Gateways;
using Farol.Control.LiveFeed;
using Farol.Link.Protocol;
using Farol.Live;
using Testing.Support;

namespace Farol.Control.Tests.LiveFeed;

public sealed class ChannelTests
{
    [Fact]
    public async Task A_tenant_sees_its_own_events_and_the_platform_all()
    {
        await using var application = await ChannelApplication.StartAsync();
        using var acme = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Security);
        using var globex = await application.ConnectAsync(application.Application.GlobexOwner, FeedChannels.Security);
        using var platform = await application.ConnectAsync(application.Application.Platform, FeedChannels.Security);
        foreach (var client in new[] { acme, globex, platform })
        {
            await client.NextAsync("security_snapshot");
        }

        Publish(application, "acme");
        Publish(application, "globex");
        Publish(application, tenant: null);

        Assert.Equal("acme", await EventAsync(acme));
        Assert.Equal("globex", await EventAsync(globex));
        Assert.Equal(["acme", "globex", "platform"], [await EventAsync(platform), await EventAsync(platform), await EventAsync(platform)]);
        await SilentAsync(acme);
        await SilentAsync(globex);
    }

    [Fact]
    public async Task Figures_of_a_channel_are_the_tenants_own()
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Link();
        application.Second(gateway => gateway.Serve(3, "acme").Serve(40, "globex").Serve(500));

        Assert.Equal(3, await RequestsAsync(application, application.Application.AcmeViewer, "metrics"));
        Assert.Equal(40, await RequestsAsync(application, application.Application.GlobexViewer, "metrics"));
        Assert.Equal(543, await RequestsAsync(application, application.Application.Platform, "metrics"));
        Assert.Equal(500, await RequestsAsync(application, application.Application.Platform, "metrics?tenant=platform"));
        Assert.Equal(40, await RequestsAsync(application, application.Application.Platform, "metrics?tenant=globex"));
    }

    [Theory]
    [InlineData("globex")]
    [InlineData("all")]
    [InlineData("platform")]
    [InlineData("nobody")]
    public async Task Another_tenants_channel_answers_as_if_it_were_not_there(string tenant)
    {
        await using var application = await ChannelApplication.StartAsync();
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => application.ConnectAsync(application.Application.AcmeOwner, $"metrics?tenant={tenant}"));
        Assert.Contains("404", refused.Message, StringComparison.Ordinal);

        using var client = await application.ConnectAsync(application.Application.AcmeOwner, FeedChannels.Metrics);
        await client.NextAsync("metrics_update");
        await client.SendAsync(new { type = "subscribe", channel = "status", tenant });
        Assert.Contains("no such tenant", (await client.NextAsync("error")).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, application.Application.Get<ControlFeed>().Clients()[FeedChannels.Status]);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_login()
    {
        await using var application = await ChannelApplication.StartAsync();
        foreach (var channel in FeedChannels.All)
        {
            using var answer = await application.Application.Anonymous.GetAsync($"/api/ws/{channel}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task One_socket_takes_further_channels_and_leaves_them()
    {
        await using var application = await ChannelApplication.StartAsync();
        using var client = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Status);
        await client.NextAsync("status_update");

        await client.SendAsync(new { type = "subscribe", channel = "security" });
        var first = await client.NextAsync();
        var second = await client.NextAsync();
        Assert.Equal(["security_snapshot", "subscribed"], new[] { TypeOf(first), TypeOf(second) }.Order());
        Assert.All([first, second], frame => Assert.Equal("security", frame.GetProperty("channel").GetString()));
        Publish(application, "acme");
        Assert.Equal("acme", await EventAsync(client));

        await client.SendAsync(new { type = "unsubscribe", channel = "security" });
        Assert.Equal("security", (await client.NextAsync("unsubscribed")).GetProperty("data").GetProperty("channel").GetString());
        Publish(application, "acme");
        await SilentAsync(client);
        await client.SendAsync(new { type = "subscribe", channel = "weather" });
        Assert.StartsWith("channel: is one of backends, metrics", (await client.NextAsync("error")).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_channel_is_silent_and_goes_on_where_it_stopped()
    {
        await using var application = await ChannelApplication.StartAsync();
        using var client = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Security);
        await client.NextAsync("security_snapshot");

        await client.SendAsync(new { type = "pause", channel = "security" });
        await client.NextAsync("paused");
        Publish(application, "acme", "first");
        Publish(application, "acme", "second");
        await SilentAsync(client);
        await client.SendAsync(new { type = "resume" });

        Assert.Equal(["first", "second"], [await EventAsync(client), await EventAsync(client)]);
    }

    [Fact]
    public async Task Who_comes_back_gets_what_was_missed()
    {
        await using var application = await ChannelApplication.StartAsync();
        JsonElement last;
        using (var client = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Security))
        {
            await client.NextAsync("security_snapshot");
            Publish(application, "acme", "seen");
            last = await client.NextAsync();
        }

        Publish(application, "acme", "missed");
        var since = $"{last.GetProperty("epoch").GetString()}:{last.GetProperty("seq").GetInt64()}";
        using var again = await application.ConnectAsync(application.Application.AcmeViewer, $"security?since={since}");
        Assert.Equal("connected", TypeOf(await again.NextAsync()));
        Assert.Equal("missed", await EventAsync(again));
        using var stranger = await application.ConnectAsync(application.Application.AcmeViewer, "security?since=0123456789ab:1");
        Assert.Equal("connected", TypeOf(await stranger.NextAsync()));
        Assert.Equal("security_snapshot", TypeOf(await stranger.NextAsync()));
    }

    [Fact]
    public async Task A_view_that_nobody_holds_is_closed_after_a_while_and_publishing_costs_nothing_then()
    {
        await using var application = await ChannelApplication.StartAsync();
        var feed = application.Application.Get<ControlFeed>();
        using (var client = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Security))
        {
            await client.NextAsync("security_snapshot");
            Assert.Equal(1, feed.OpenViews);
        }

        await Eventually.True(() => feed.Clients()[FeedChannels.Security] == 0, "the client has left");
        await Eventually.True(
            () =>
            {
                application.Time.Advance(TimeSpan.FromSeconds(30));
                return feed.OpenViews == 0;
            },
            "the view is closed");
        var before = feed.Published;
        Publish(application, "acme");
        Assert.False(feed.IsOpen(FeedChannels.Security, "acme"));
        Assert.Equal(before, feed.Published);
    }

    [Theory]
    [InlineData(FeedChannels.Backends, 5)]
    [InlineData(FeedChannels.Metrics, 1)]
    [InlineData(FeedChannels.Status, 15)]
    [InlineData(FeedChannels.Health, 15)]
    [InlineData(FeedChannels.Ai, 30)]
    [InlineData(FeedChannels.Billing, 30)]
    public async Task A_channel_speaks_at_least_as_often_as_it_promised(string channel, int seconds)
    {
        await using var application = await ChannelApplication.StartAsync();
        using var client = await application.ConnectAsync(application.Application.AcmeViewer, channel);
        await client.NextAsync("connected");
        var first = await client.NextAsync();
        var feed = application.Application.Get<ControlFeed>();
        var published = feed.Published;
        for (var second = 1; second <= seconds; second++)
        {
            application.Time.Advance(TimeSpan.FromSeconds(1));
            feed.Turn();
        }

        Assert.InRange(feed.Published - published, 1, 2);
        var next = await client.NextAsync(TypeOf(first));
        Assert.Equal(first.GetProperty("seq").GetInt64() + 1, next.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_changed_configuration_is_told_within_a_second()
    {
        await using var application = await ChannelApplication.StartAsync();
        using var client = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Status);
        Assert.Equal(7, (await client.NextAsync("status_update")).GetProperty("data").GetProperty("config_revision").GetInt64());

        application.Configuration.Set(ChannelApplication.Document);
        application.Application.Get<ControlFeed>().Turn();

        Assert.Equal(8, (await client.NextAsync("status_update")).GetProperty("data").GetProperty("config_revision").GetInt64());
    }

    [Fact]
    public async Task A_backend_that_fails_is_told_at_the_next_turn_and_to_its_tenant_alone()
    {
        await using var application = await ChannelApplication.StartAsync();
        application.Link();
        using var acme = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Backends);
        using var globex = await application.ConnectAsync(application.Application.GlobexViewer, FeedChannels.Backends);
        Assert.Equal("online", (await BackendAsync(acme)).GetProperty("status").GetString());
        Assert.Equal("mail/192.0.2.1:80", (await BackendAsync(globex)).GetProperty("id").GetString());

        var failed = application.Gateway.Backends[0].Clone();
        failed.State = "unhealthy";
        failed.LastError = "connection refused";
        application.Fleet.Set(new LinkedGateway { Name = "local", IsConnected = true, Counters = new Counters { Backends = { failed } } });
        application.Application.Get<ControlFeed>().Turn();

        var backend = await BackendAsync(acme);
        Assert.Equal(("shop/192.0.2.1:80", "offline", "connection refused"), (backend.GetProperty("id").GetString(), backend.GetProperty("status").GetString(), backend.GetProperty("last_error").GetString()));
        Assert.Equal("mail/192.0.2.1:80", (await LastAsync(globex)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_session_that_ends_closes_its_sockets()
    {
        await using var application = await ChannelApplication.StartAsync();
        var user = await application.Application.UserAsync("acme", Role.Admin);
        using var client = await application.ConnectAsync(user, FeedChannels.Status);
        await client.NextAsync("status_update");

        using var answer = await user.PostAsync("/api/auth/logout", content: null, TestContext.Current.CancellationToken);

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "the session has ended; log in again"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Of_a_client_that_does_not_read_the_others_notice_nothing()
    {
        await using var application = await ChannelApplication.StartAsync();
        using var stalled = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Security);
        using var client = await application.ConnectAsync(application.Application.AcmeViewer, FeedChannels.Security);
        await client.NextAsync("security_snapshot");
        var text = new string('x', 100_000);
        for (var i = 0; i < 100; i++)
        {
            Publish(application, "acme", $"{i} {text}");
            Assert.StartsWith($"{i} ", await EventAsync(client), StringComparison.Ordinal);
        }

        Assert.Equal(2, application.Application.Get<LiveHub>().ClientCount);
        application.Time.Advance(TimeSpan.FromSeconds(40));
        await Eventually.True(() => application.Application.Get<LiveHub>().ClientCount == 1, "the client that takes nothing is cut off");
    }

    private static string TypeOf(JsonElement frame) => frame.GetProperty("type").GetString()!;

    private static void Publish(ChannelApplication application, string? tenant, string? text = null) =>
        application.Feed.Publish(FeedChannels.Security, tenant, FeedChannels.SecurityEvent, new { text = text ?? tenant ?? "platform" });

    private static async Task<string> EventAsync(ChannelClient client) =>
        (await client.NextAsync(FeedChannels.SecurityEvent)).GetProperty("data").GetProperty("text").GetString()!;

    /// <summary>What was published before the question would have come before the answer.</summary>
    private static async Task SilentAsync(ChannelClient client)
    {
        await client.SendAsync(new { type = "ping" });
        Assert.Equal("pong", TypeOf(await client.NextAsync()));
    }

    /// <summary>The backend of whatever frames came up to now.</summary>
    private static async Task<JsonElement> LastAsync(ChannelClient client)
    {
        await client.SendAsync(new { type = "unsubscribe" });
        await client.SendAsync(new { type = "subscribe", channel = "backends" });
        await client.NextAsync("unsubscribed");
        return await BackendAsync(client);
    }

    private static async Task<JsonElement> BackendAsync(ChannelClient client) =>
        Assert.Single((await client.NextAsync("backend_update")).GetProperty("data").GetProperty("backends").EnumerateArray());

    private static async Task<long> RequestsAsync(ChannelApplication application, HttpClient login, string path)
    {
        using var client = await application.ConnectAsync(login, path);
        return (await client.NextAsync("metrics_update")).GetProperty("data").GetProperty("requests").GetProperty("total").GetInt64();
    }
}
