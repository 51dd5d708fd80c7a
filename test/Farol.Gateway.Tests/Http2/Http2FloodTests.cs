using System.Buffers.Binary;
using System.Text;
using Farol.Gateway.Http2;

namespace Farol.Gateway.Tests.Http2;

/// <summary>Peers that mean no good, in frames of the test's own.</summary>
public sealed class Http2FloodTests
{
    private static readonly byte[] _preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    /// <summary>:method GET, :scheme http, :path /, :authority "a" by HPACK's static table.</summary>
    private static readonly byte[] _get = [0x82, 0x86, 0x84, 0x41, 0x01, (byte)'a'];

    [Fact]
    public void Streams_opened_and_reset_end_the_connection()
    {
        using var attack = new Attack(new Http2Limits { MaxResets = 50 });
        for (var i = 0; i < 60 && attack.IsAlive; i++)
        {
            attack.Say(Frame(1, 0x5, 1 + (2 * i), _get), Frame(3, 0, 1 + (2 * i), [0, 0, 0, 8]));
        }

        Assert.Contains(Http2Fault.ResetFlood, attack.Faults);
        Assert.Equal(Http2Error.EnhanceYourCalm, attack.GoAwayCode());
        Assert.InRange(attack.Requests, 50, 52);
    }

    [Fact]
    public void Resets_that_this_side_is_made_to_send_count_too()
    {
        using var attack = new Attack(new Http2Limits { MaxResets = 50 });
        for (var i = 0; i < 60 && attack.IsAlive; i++)
        {
            // A window that overflows (CVE-2025-8671).
            attack.Say(Frame(1, 0x5, 1 + (2 * i), _get), Frame(8, 0, 1 + (2 * i), [0x7F, 0xFF, 0xFF, 0xFF]));
        }

        Assert.Equal(Http2Error.EnhanceYourCalm, attack.GoAwayCode());
    }

    [Fact]
    public void Resets_over_a_long_time_are_ordinary()
    {
        using var attack = new Attack(new Http2Limits { MaxResets = 50 });
        for (var i = 0; i < 300; i++)
        {
            attack.Now += 1000;
            attack.Say(Frame(1, 0x5, 1 + (2 * i), _get), Frame(3, 0, 1 + (2 * i), [0, 0, 0, 8]));
        }

        Assert.True(attack.IsAlive);
        Assert.Empty(attack.Faults);
    }

    [Theory]
    [InlineData(6, 0, 8)]
    [InlineData(4, 0, 6)]
    [InlineData(2, 1, 5)]
    [InlineData(8, 0, 4)]
    public void Frames_that_bring_nothing_forward_end_the_connection(int type, int stream, int length)
    {
        using var attack = new Attack(new Http2Limits { MaxIdleFrames = 500 });
        // PING, SETTINGS (an unknown one), PRIORITY, WINDOW_UPDATE by one byte.
        var payload = new byte[length];
        payload[^1] = 1;
        for (var i = 0; i < 600 && attack.IsAlive; i++)
        {
            attack.Say(Frame((byte)type, 0, stream, payload));
        }

        Assert.Contains(Http2Fault.FrameFlood, attack.Faults);
        Assert.Equal(Http2Error.EnhanceYourCalm, attack.GoAwayCode());
    }

    [Fact]
    public void Empty_data_ends_the_connection()
    {
        using var attack = new Attack(new Http2Limits { MaxIdleFrames = 500 });
        attack.Say(Frame(1, 0x4, 1, _get));
        for (var i = 0; i < 600 && attack.IsAlive; i++)
        {
            attack.Say(Frame(0, 0, 1, []));
        }

        Assert.Contains(Http2Fault.FrameFlood, attack.Faults);
    }

    [Fact]
    public void Pings_now_and_then_are_ordinary()
    {
        using var attack = new Attack(new Http2Limits { MaxIdleFrames = 50 });
        for (var i = 0; i < 1000; i++)
        {
            attack.Now += 20;
            attack.Say(Frame(6, 0, 0, new byte[8]));
        }

        Assert.True(attack.IsAlive);
    }

    [Fact]
    public void A_head_without_end_ends_the_connection()
    {
        using var attack = new Attack(new Http2Limits());
        attack.Say(Frame(1, 0x1, 1, _get));
        for (var i = 0; i < 100 && attack.IsAlive; i++)
        {
            attack.Say(Frame(9, 0, 1, []));
        }

        Assert.False(attack.IsAlive);
        Assert.Equal(0, attack.Requests);
    }

    [Fact]
    public void Answers_to_pings_of_a_peer_that_does_not_read_are_bounded()
    {
        using var attack = new Attack(new Http2Limits { MaxIdleFrames = 1_000_000, MaxWaitingAcknowledgements = 100 }) { Reads = false };
        for (var i = 0; i < 20_000 && attack.IsAlive; i++)
        {
            attack.Say(Frame(6, 0, 0, new byte[8]));
        }

        Assert.False(attack.IsAlive);
        Assert.InRange(attack.WaitingBytes, 0, 100_000);
    }

    [Fact]
    public void Streams_above_the_bound_are_refused_one_by_one()
    {
        using var attack = new Attack(new Http2Limits { MaxConcurrentStreams = 10 });
        for (var i = 0; i < 15; i++)
        {
            attack.Say(Frame(1, 0x5, 1 + (2 * i), _get));
        }

        Assert.Equal(10, attack.Requests);
        Assert.Equal(5, attack.Frames().Count(f => f.Type == 3 && f.Payload.SequenceEqual(new byte[] { 0, 0, 0, 7 })));
        Assert.True(attack.IsAlive);
    }

    [Theory]
    [InlineData(200, 10)]
    [InlineData(3, 20_000)]
    public void Heads_above_the_bound_are_refused_and_the_connection_lives(int fields, int length)
    {
        using var attack = new Attack(new Http2Limits { MaxFields = 100, MaxHeaderListBytes = 32_768 });
        var block = new List<byte>(_get);
        for (var i = 0; i < fields; i++)
        {
            block.AddRange(Literal($"x-{i}", new string('v', length)));
        }

        var pieces = block.Chunk(16_000).ToList();
        for (var i = 0; i < pieces.Count; i++)
        {
            attack.Say(Frame(i == 0 ? (byte)1 : (byte)9, (byte)((i == 0 ? 0x1 : 0) | (i == pieces.Count - 1 ? 0x4 : 0)), 1, pieces[i]));
        }

        Assert.Equal([Http2Fault.HeadTooLarge], attack.BadHeads);
        attack.Say(Frame(1, 0x5, 3, _get));
        Assert.Equal(1, attack.Requests);
    }

    [Theory]
    [InlineData("X-Upper", "v")]
    [InlineData("x y", "v")]
    [InlineData("connection", "close")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("te", "gzip")]
    [InlineData("x-a", "one\r\ntwo: three")]
    [InlineData("x-a", "nul\0")]
    [InlineData(":path", "/again")]
    [InlineData(":unknown", "v")]
    public void Fields_that_HTTP_forbids_never_become_a_request(string name, string value)
    {
        using var attack = new Attack(new Http2Limits());
        attack.Say(Frame(1, 0x5, 1, [.. _get, .. Literal(name, value)]));
        Assert.Equal(0, attack.Requests);
        Assert.True(attack.BadHeads.Contains(Http2Fault.InvalidField) || attack.Frames().Exists(f => f.Type is 3 or 7));
    }

    [Fact]
    public void More_or_less_data_than_was_announced_is_a_fault()
    {
        using var attack = new Attack(new Http2Limits());
        attack.Say(Frame(1, 0x4, 1, [.. _get, .. Literal("content-length", "5")]), Frame(0, 0x1, 1, "abc"u8.ToArray()));
        attack.Say(Frame(1, 0x4, 3, [.. _get, .. Literal("content-length", "5")]), Frame(0, 0x1, 3, "abcdefg"u8.ToArray()));
        Assert.Equal(0, attack.Ended);
        Assert.Equal(2, attack.Frames().Count(f => f.Type == 3));
    }

    [Fact]
    public void Random_bytes_and_damaged_frames_end_in_goodbye_and_nothing_else()
    {
        var random = new Random(9113);
        var ended = 0;
        for (var round = 0; round < 3000; round++)
        {
            using var attack = new Attack(new Http2Limits(), preface: round % 4 != 0);
            var good = new List<byte[]> { Frame(1, 0x4, 1, _get), Frame(0, 0, 1, new byte[100]), Frame(1, 0x5, 3, [.. _get, .. Literal("x-a", "b")]), Frame(8, 0, 1, [0, 0, 1, 0]), Frame(0, 1, 1, []) };
            var bytes = good.SelectMany(f => f).ToArray();
            for (var i = random.Next(1, 20); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (round % 3 == 0)
            {
                random.NextBytes(bytes);
            }

            for (var at = 0; at < bytes.Length && attack.IsAlive;)
            {
                var count = Math.Min(random.Next(1, 50), bytes.Length - at);
                attack.Say(bytes[at..(at + count)]);
                at += count;
            }

            ended += attack.IsAlive ? 0 : 1;
        }

        Assert.InRange(ended, 1000, 3000);
    }

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)payload.Length);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    /// <summary>A field that enters no table, its lengths below 127 or in one more piece of HPACK's numbers.</summary>
    private static byte[] Literal(string name, string value) => [0, .. Text(name), .. Text(value)];

    private static byte[] Text(string text)
    {
        var bytes = new List<byte>();
        if (text.Length < 127)
        {
            bytes.Add((byte)text.Length);
        }
        else
        {
            bytes.Add(127);
            var rest = text.Length - 127;
            for (; rest >= 128; rest >>= 7)
            {
                bytes.Add((byte)(0x80 | (rest & 0x7F)));
            }

            bytes.Add((byte)rest);
        }

        return [.. bytes, .. Encoding.Latin1.GetBytes(text)];
    }

    /// <summary>A server that is told frames, and what it answered.</summary>
    private sealed class Attack : IDisposable
    {
        private readonly RecordingEvents _events = new();
        private readonly Http2ServerSession _server;
        private readonly MemoryStream _answers = new();

        public Attack(Http2Limits limits, bool preface = true)
        {
            _server = new Http2ServerSession(_events, limits, new Farol.Gateway.Loop.BufferPool());
            _events.Session = _server;
            _events.WhenInputEnds = _ => Ended++;
            if (preface)
            {
                Say(_preface, Frame(4, 0, 0, []));
            }
        }

        public bool Reads { get; init; } = true;

        public long Now { get; set; }

        public bool IsAlive { get; private set; } = true;

        public int Ended { get; private set; }

        public int Requests => _events.Streams.Count(s => s.Head.Count > 0);

        public int WaitingBytes => _server.Output.Count;

        public List<Http2Fault> Faults => _events.Faults;

        public List<Http2Fault> BadHeads => _events.BadHeads;

        public void Say(params byte[][] frames)
        {
            foreach (var frame in frames.Where(_ => IsAlive))
            {
                var good = _server.Receive(frame, Now);
                _server.Dispatch();
                _server.Flush();
                if (Reads)
                {
                    _answers.Write(_server.Output.Pending);
                    _server.Output.Take(_server.Output.Count);
                    _server.OnOutputSent();
                }

                IsAlive = good && _server.IsAlive;
            }
        }

        public Http2Error? GoAwayCode() => Frames().Where(f => f.Type == 7).Select(f => (Http2Error?)BinaryPrimitives.ReadUInt32BigEndian(f.Payload.AsSpan(4))).LastOrDefault();

        public List<(int Type, byte[] Payload)> Frames()
        {
            var bytes = _answers.ToArray();
            var frames = new List<(int Type, byte[] Payload)>();
            for (var at = 0; at + 9 <= bytes.Length;)
            {
                var length = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
                frames.Add((bytes[at + 3], bytes[(at + 9)..Math.Min(bytes.Length, at + 9 + length)]));
                at += 9 + length;
            }

            return frames;
        }

        public void Dispose() => _server.Dispose();
    }
}
