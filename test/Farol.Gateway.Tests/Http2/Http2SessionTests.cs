using System.Security.Cryptography;
using Farol.Gateway.Http2;
using Testing.Support;

namespace Farol.Gateway.Tests.Http2;

public sealed class Http2SessionTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    public void A_request_and_its_answer_cross_whole(int piece)
    {
        using var pair = new Http2Pair { Piece = piece };
        pair.ServerSide.WhenInputEnds = s =>
        {
            pair.Server.SubmitResponse(s, Http2Pair.Fields((":status", "200"), ("content-type", "text/plain")), withBody: true);
            s.Body.Position = 0;
            pair.ServerSide.WhenWritable!(s);
        };
        pair.ServerSide.WhenWritable = s => Send(pair.Server, s, "hello"u8.ToArray());
        var stream = pair.Open(Http2Pair.Get("/a?b=c", ("x-long", new string('x', 3000))));
        pair.Settle();
        Assert.Equal("/a?b=c", pair.ServerSide.Streams[0][":path"]);
        Assert.Equal(3000, pair.ServerSide.Streams[0]["x-long"].Length);
        Assert.Equal("200", stream[":status"]);
        Assert.Equal("hello"u8.ToArray(), stream.Body.ToArray());
        Assert.True(stream.InputEnded);
        Assert.Equal(Http2Error.None, stream.ClosedWith);
        Assert.Equal(0, pair.Server.OpenStreams + pair.Client.OpenStreams);
    }

    [Fact]
    public void Large_bodies_cross_both_ways_within_the_windows()
    {
        using var pair = new Http2Pair();
        var sent = RandomNumberGenerator.GetBytes(3_000_000);
        pair.ServerSide.WhenInputEnds = s => pair.Server.SubmitResponse(s, Http2Pair.Fields((":status", "200")), withBody: true);
        pair.ServerSide.WhenInputEnds += s => Send(pair.Server, s, sent);
        pair.ServerSide.WhenWritable = s => Send(pair.Server, s, sent);
        pair.ClientSide.WhenWritable = s => Send(pair.Client, s, sent);
        var stream = pair.Open(Http2Pair.Post(), withBody: true);
        Send(pair.Client, stream, sent);
        pair.Settle();
        Assert.Equal(sent, pair.ServerSide.Streams[0].Body.ToArray());
        Assert.Equal(sent, stream.Body.ToArray());
        Assert.Equal(Http2Error.None, stream.ClosedWith);
    }

    [Fact]
    public void What_is_not_consumed_stops_the_sender_at_the_window()
    {
        var limits = new Http2Limits { StreamWindowBytes = 100_000 };
        using var pair = new Http2Pair(limits);
        pair.ServerSide.WhenData = (_, _) => { };
        var sent = RandomNumberGenerator.GetBytes(1_000_000);
        pair.ClientSide.WhenWritable = s => Send(pair.Client, s, sent);
        pair.Settle();
        var stream = pair.Open(Http2Pair.Post(), withBody: true);
        Send(pair.Client, stream, sent);
        pair.Settle();
        var received = pair.ServerSide.Streams[0];
        Assert.Equal(100_000, received.Body.Length);
        Assert.Equal(100_000, received.UnconsumedBytes);

        pair.ServerSide.WhenData = null;
        pair.Server.Consume(received, received.UnconsumedBytes);
        pair.Settle();
        Assert.Equal(sent, received.Body.ToArray());
    }

    [Fact]
    public void A_stalled_stream_does_not_stop_the_others()
    {
        using var pair = new Http2Pair(new Http2Limits { StreamWindowBytes = 65_535 });
        var body = RandomNumberGenerator.GetBytes(500_000);
        pair.ClientSide.WhenWritable = s => Send(pair.Client, s, body);
        pair.ServerSide.WhenData = (s, count) =>
        {
            if (s.Number > 0)
            {
                pair.Server.Consume(s, count);
            }
        };
        pair.Settle();
        for (var i = 0; i < 3; i++)
        {
            Send(pair.Client, pair.Open(Http2Pair.Post(), withBody: true), body);
        }

        pair.Settle();
        Assert.Equal([65_535, 500_000, 500_000], pair.ServerSide.Streams.Select(s => (int)s.Body.Length));

        // The stalled one ends; what nobody took of it goes back to the connection's window.
        pair.Server.Reset(pair.ServerSide.Streams[0], Http2Error.Cancel);
        pair.Settle();
        var last = pair.Open(Http2Pair.Post(), withBody: true);
        Send(pair.Client, last, body);
        pair.Settle();
        Assert.Equal(500_000, pair.ServerSide.Streams[^1].Body.Length);
        Assert.Equal(Http2Error.Cancel, pair.ClientSide.Streams[0].ClosedWith);
    }

    [Fact]
    public void Trailers_cross_both_ways()
    {
        using var pair = new Http2Pair();
        pair.ServerSide.WhenInputEnds = s =>
        {
            pair.Server.SubmitResponse(s, Http2Pair.Fields((":status", "200")), withBody: true);
            Assert.True(s.Trailers.TryAdd("grpc-status"u8, "0"u8));
            pair.Server.EndDataWithTrailers(s);
        };
        var stream = pair.Open(Http2Pair.Post(("te", "trailers")), withBody: true);
        pair.Settle();
        Assert.Equal(4, pair.Client.WriteData(stream, "body"u8));
        Assert.True(stream.Trailers.TryAdd("x-sum"u8, "42"u8));
        pair.Client.EndDataWithTrailers(stream);
        pair.Settle();
        Assert.Equal([("x-sum", "42")], pair.ServerSide.Streams[0].Trailing);
        Assert.Equal("body"u8.ToArray(), pair.ServerSide.Streams[0].Body.ToArray());
        Assert.Equal([("grpc-status", "0")], stream.Trailing);
        Assert.Equal(Http2Error.None, stream.ClosedWith);
    }

    [Fact]
    public void An_end_known_with_the_last_bytes_needs_no_frame_of_its_own()
    {
        using var pair = new Http2Pair();
        pair.Settle();
        var stream = pair.Open(Http2Pair.Post(), withBody: true);
        Assert.Equal(3, pair.Client.WriteData(stream, "abc"u8, isEnd: true));
        var frames = pair.Client.Output.Pending.ToArray();
        pair.Settle();
        Assert.True(pair.ServerSide.Streams[0].InputEnded);
        // The last frame: length 3, type DATA, END_STREAM.
        Assert.Equal([0, 0, 3, 0, 1], frames[^12..^7]);
    }

    [Fact]
    public void Going_away_in_two_steps_loses_no_request()
    {
        using var pair = new Http2Pair();
        pair.Settle();
        var first = pair.Open(Http2Pair.Get());
        pair.Settle();
        pair.Server.BeginDrain();
        // The client has not heard it yet and opens another.
        var second = pair.Open(Http2Pair.Get());
        pair.Settle();
        Assert.Equal((int.MaxValue, Http2Error.None), pair.ClientSide.GoAway);
        Assert.False(pair.Client.CanOpen);
        pair.Server.FinishDrain();
        pair.Settle();
        Assert.Equal((3, Http2Error.None), pair.ClientSide.GoAway);
        foreach (var stream in pair.ServerSide.Streams)
        {
            pair.Server.SubmitResponse(stream, Http2Pair.Fields((":status", "204")), withBody: false);
        }

        pair.Settle();
        Assert.Equal(["204", "204"], new[] { first, second }.Select(s => s[":status"]));
        Assert.False(pair.Server.IsAlive);
    }

    [Fact]
    public void A_ping_is_answered()
    {
        using var pair = new Http2Pair();
        pair.Server.Ping();
        pair.Settle();
        Assert.Equal(1, pair.ServerSide.Pings);
    }

    [Fact]
    public void Interim_answers_come_before_the_last()
    {
        using var pair = new Http2Pair();
        var stream = pair.Open(Http2Pair.Post(("expect", "100-continue")), withBody: true);
        pair.Settle();
        Assert.True(pair.Server.SubmitInterim(pair.ServerSide.Streams[0], Http2Pair.Fields((":status", "100"))));
        pair.Settle();
        Assert.Equal("100", stream[":status"]);
        stream.Head.Clear();
        Assert.True(pair.Server.SubmitResponse(pair.ServerSide.Streams[0], Http2Pair.Fields((":status", "200")), withBody: false));
        pair.Settle();
        Assert.Equal("200", stream[":status"]);
    }

    [Fact]
    public void A_client_learns_how_many_streams_the_server_takes()
    {
        using var pair = new Http2Pair(new Http2Limits { MaxConcurrentStreams = 2 });
        pair.Settle();
        _ = pair.Open(Http2Pair.Get());
        Assert.True(pair.Client.CanOpen);
        _ = pair.Open(Http2Pair.Get());
        Assert.False(pair.Client.CanOpen);
        Assert.True(pair.Client.TakesExtendedConnect);
    }

    [Fact]
    public void A_stream_costs_no_managed_bytes_but_its_own_object()
    {
        using var client = new Http2Pair();
        var (server, body) = (client.Server, new byte[500]);
        var head = Http2Pair.Fields((":status", "200"), ("content-type", "text/plain"));
        var request = Http2Pair.Get();
        var events = new PooledEvents(server, head, body);
        using var session = new Http2ServerSession(events, new Http2Limits(), client.Buffers);
        events.Session = session;
        var sender = new Http2ClientSession(new PooledEvents(session, head, body), new Http2Limits(), client.Buffers);
        var stream = new RecordedStream();
        Exchange(200);
        Assert.Equal(0, Allocations.Steady(() => Exchange(1000)));
        Assert.Equal(200, events.Answered % 1000);
        sender.Dispose();

        void Exchange(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.True(sender.TryOpen(stream, request, withBody: false));
                Hand(sender, session);
                Hand(session, sender);
                Hand(sender, session);
            }
        }
    }

    internal static void Send(Http2Session session, RecordedStream stream, byte[] bytes)
    {
        // How far the sending is, the stream remembers itself: in its own count of bytes.
        var sent = _sent.GetOrCreateValue(stream);
        sent.Value += session.WriteData(stream, bytes.AsSpan(sent.Value));
        if (sent.Value == bytes.Length)
        {
            session.EndData(stream);
        }
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<RecordedStream, System.Runtime.CompilerServices.StrongBox<int>> _sent = [];

    private static void Hand(Http2Session from, Http2Session to)
    {
        from.Flush();
        _ = to.Receive(from.Output.Pending, 0);
        from.Output.Take(from.Output.Count);
        to.Dispatch();
        to.Flush();
        from.Dispatch();
    }
}
