using System.Buffers.Binary;
using System.Diagnostics;
using Farol.Link.Endpoints;
using Farol.Link.Framing;
using Farol.Link.Peers;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Link.Tests.Sessions;

/// <summary>Ends that are wrong, old, silent or somebody else's: they are refused, and the other links go on.</summary>
public sealed class HostilePeerTests
{
    private static readonly LinkLimits _short = new()
    {
        HelloTimeout = TimeSpan.FromMilliseconds(200),
        MaxSilence = TimeSpan.FromMilliseconds(400),
        HeartbeatInterval = TimeSpan.FromMilliseconds(50),
        FirstRetry = TimeSpan.FromMilliseconds(10),
        MaxRetry = TimeSpan.FromMilliseconds(20),
        MaxGateways = 2,
    };

    [Fact]
    public async Task Another_version_is_told_why_it_is_refused()
    {
        await using var pair = await LinkedPair.StartAsync();
        await using var frames = new FrameStream(await pair.BareAsync());
        await frames.WriteAsync(new Envelope { Hello = new Hello { LowestVersion = 3, HighestVersion = 4, Gateway = "new" } }, 1000, TestContext.Current.CancellationToken);
        var answer = await frames.ReadAsync(1000, TestContext.Current.CancellationToken);
        Assert.Contains("versions 3 to 4", answer!.Goodbye.Reason, StringComparison.Ordinal);
        await RejectedAsync(pair, "versions 3 to 4");
    }

    [Fact]
    public async Task Garbage_ends_its_own_link_only()
    {
        await using var pair = await LinkedPair.StartAsync();
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            await using var bare = await pair.BareAsync();
            var garbage = new byte[random.Next(1, 2000)];
            random.NextBytes(garbage);
            await bare.WriteAsync(garbage, TestContext.Current.CancellationToken);
        }

        await Eventually.True(() => pair.Control.Told.Count(t => t.StartsWith("rejected", StringComparison.Ordinal)) == 50, "each is refused");
        await StillServesAsync(pair);
    }

    [Theory]
    [InlineData(20 * 1024)]
    [InlineData(int.MaxValue)]
    public async Task A_greeting_may_not_be_long(int claimed)
    {
        await using var pair = await LinkedPair.StartAsync();
        await using var bare = await pair.BareAsync();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, claimed);
        await bare.WriteAsync(length, TestContext.Current.CancellationToken);
        await RejectedAsync(pair, "over the limit");
    }

    [Fact]
    public async Task Half_a_greeting_is_refused_when_its_sender_goes_or_waits()
    {
        await using var pair = await LinkedPair.StartAsync(_short);
        var gone = await pair.BareAsync();
        await gone.WriteAsync(new byte[] { 0, 0, 0, 9, 1 }, TestContext.Current.CancellationToken);
        await gone.DisposeAsync();
        await RejectedAsync(pair, "closed within a frame");
        await using var waits = await pair.BareAsync();
        await waits.WriteAsync(new byte[] { 0, 0, 0, 9, 1 }, TestContext.Current.CancellationToken);
        await RejectedAsync(pair, "no hello within");
    }

    [Fact]
    public async Task A_gateway_that_falls_silent_is_given_up()
    {
        await using var pair = await LinkedPair.StartAsync(_short);
        await using var frames = await GreetedAsync(pair);
        await Eventually.True(() => pair.Control.Told.Any(t => t.Contains("nothing came for", StringComparison.Ordinal)), "the silence is noticed");
        await StillServesAsync(pair);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("snapshot")]
    [InlineData("command")]
    public async Task What_a_gateway_may_not_send_ends_its_link(string what)
    {
        await using var pair = await LinkedPair.StartAsync();
        await using var frames = await GreetedAsync(pair);
        var wrong = what switch
        {
            "hello" => new Envelope { Hello = new Hello() },
            "snapshot" => new Envelope { Snapshot = new Link.Protocol.Snapshot() },
            _ => new Envelope { Command = new Command() },
        };
        await frames.WriteAsync(wrong, 1000, TestContext.Current.CancellationToken);
        await Eventually.True(() => pair.Control.Told.Any(t => t.StartsWith("disconnected", StringComparison.Ordinal)), "the link is ended");
        await StillServesAsync(pair);
    }

    [Fact]
    public async Task More_gateways_than_the_limit_are_refused()
    {
        await using var pair = await LinkedPair.StartAsync(_short);
        await using var second = await GreetedAsync(pair);
        await using var third = await pair.BareAsync();
        await RejectedAsync(pair, "2 gateways are connected already");
    }

    [Fact]
    public async Task A_control_plane_of_another_version_is_reported_once_and_tried_again()
    {
        await using var pair = new LinkedPair(_short);
        await using var listener = LocalListener.Open(pair.Address);
        pair.StartGateway();
        for (var round = 0; round < 3; round++)
        {
            var peer = await listener.AcceptAsync(TestContext.Current.CancellationToken);
            await using var frames = new FrameStream(peer.Stream);
            Assert.NotNull((await frames.ReadAsync(10_000, TestContext.Current.CancellationToken))!.Hello);
            await frames.WriteAsync(new Envelope { Welcome = new Welcome { Version = 9 } }, 1000, TestContext.Current.CancellationToken);
        }

        Assert.Single(pair.Gateway.Told, t => t.StartsWith("lost Malformed", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_same_user_and_root_may_speak()
    {
        LocalPeer.Check((17, 1000), own: 1000);
        LocalPeer.Check((17, 0), own: 1000);
        Assert.Equal(LinkFault.Peer, Assert.Throws<LinkException>(() => LocalPeer.Check((17, 1001), own: 1000)).Fault);
        Assert.Equal(LinkFault.Peer, Assert.Throws<LinkException>(() => LocalPeer.Check((17, 65534), own: 0)).Fault);
    }

    [Fact]
    public async Task Another_user_is_refused_by_the_kernels_word()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can become another user");
        await using var pair = await LinkedPair.StartAsync();
        var script = "import os,socket\nos.setuid(65534)\ns=socket.socket(socket.AF_UNIX)\ns.connect('\\0' + '" + pair.Address["unix:@".Length..] + "')\nprint(s.recv(1))";
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await RejectedAsync(pair, "user 65534 may not speak here");
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        await StillServesAsync(pair);
    }

    [Fact]
    public async Task A_socket_file_is_the_owners_and_a_stale_one_is_replaced()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("link.sock");
        using (var killed = Process.Start("/usr/bin/python3", ["-c", $"import socket; socket.socket(socket.AF_UNIX).bind('{path}')"]))
        {
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path));
        await using var listener = LocalListener.Open("unix:" + path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(LinkFault.Unreachable, Assert.Throws<LinkException>(() => LocalListener.Open("unix:" + path)).Fault);
    }

    [Theory]
    [InlineData("/run/link.sock")]
    [InlineData("unix:")]
    [InlineData("unix:relative")]
    [InlineData("tcp:127.0.0.1:1")]
    public void What_is_no_address_says_what_one_looks_like(string address) =>
        Assert.Contains("unix:/run/farol/link.sock", Assert.Throws<FormatException>(() => LocalAddress.Parse(address)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_older_gateway_is_not_asked_what_it_does_not_know()
    {
        await using var pair = new LinkedPair();
        pair.StartControl();
        await using var frames = await GreetedAsync(pair);
        await Eventually.True(() => pair.Control.Linked is not null, "it is linked");
        Assert.False(pair.Control.Linked!.KnowsRequests);
        Assert.False(pair.Control.Linked.TryWant(new RequestsWanted { Watches = { new RequestWatch { Id = 1 } } }));
        pair.ControlLink.Drain(TimeSpan.FromSeconds(1));
        var sent = new List<Envelope.BodyOneofCase>();
        while (!sent.Contains(Envelope.BodyOneofCase.Command))
        {
            sent.Add((await frames.ReadAsync(1000, TestContext.Current.CancellationToken))!.BodyCase);
        }

        Assert.DoesNotContain(Envelope.BodyOneofCase.RequestsWanted, sent);
    }

    private static async Task<FrameStream> GreetedAsync(LinkedPair pair)
    {
        var frames = new FrameStream(await pair.BareAsync());
        await frames.WriteAsync(new Envelope { Hello = new Hello { LowestVersion = 1, HighestVersion = 1, Gateway = "bare", StartId = "s" } }, 1000, TestContext.Current.CancellationToken);
        Assert.Equal(1u, (await frames.ReadAsync(1000, TestContext.Current.CancellationToken))!.Welcome.Version);
        return frames;
    }

    private static Task RejectedAsync(LinkedPair pair, string text) =>
        Eventually.True(() => pair.Control.Told.Any(t => t.StartsWith("rejected", StringComparison.Ordinal) && t.Contains(text, StringComparison.Ordinal)), $"it is refused: {text}, in {string.Join("; ", pair.Control.Told)}");

    private static async Task StillServesAsync(LinkedPair pair)
    {
        pair.Publish(Documents.DocumentChangesTests.Document(77, "after"));
        await pair.AppliedAsync(77);
    }
}
