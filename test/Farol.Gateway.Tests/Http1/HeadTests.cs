using System.Text;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Tests.Http1;

/// <summary>What the case files cannot show: cost, options, which fields go on.</summary>
public sealed class HeadTests
{
    private const string Start = "GET / HTTP/1.1\r\nHost: a\r\n";

    [Fact]
    public void Bytes_that_were_looked_at_are_not_looked_at_again()
    {
        var text = Encoding.Latin1.GetBytes($"{Start}X: {new string('y', 20_000)}\r\n\r\n");
        var head = new RequestHead();
        var half = text.Length / 2;
        Assert.Equal(ParseOutcome.Incomplete, head.Parse(text.AsSpan(0, half), HeadLimits.Default));

        // A second look would find these.
        text.AsSpan(Start.Length + 3, half - Start.Length - 3).Clear();

        Assert.Equal(ParseOutcome.Complete, head.Parse(text, HeadLimits.Default));
    }

    [Fact]
    public void Trailers_that_were_looked_at_are_not_looked_at_again()
    {
        const string Before = "0\r\nX: ";
        var text = Encoding.Latin1.GetBytes($"{Before}{new string('y', 6_000)}\r\n\r\n");
        var chunks = default(ChunkedDecoder);
        Assert.Equal(DecodeOutcome.NeedMore, chunks.Next(text.AsSpan(0, 4_000), out var consumed, out _));
        Assert.Equal(3, consumed);
        text.AsSpan(Before.Length, 4_000 - Before.Length).Clear();

        Assert.Equal(DecodeOutcome.Finished, chunks.Next(text.AsSpan(3), out _, out _));
    }

    [Fact]
    public void A_head_answers_the_same_when_asked_again()
    {
        var good = Encoding.Latin1.GetBytes(Start + "\r\n");
        var bad = Encoding.Latin1.GetBytes(Start + "X\r\n\r\n");
        var head = new RequestHead();

        Assert.Equal(ParseOutcome.Complete, head.Parse(good, HeadLimits.Default));
        Assert.Equal(ParseOutcome.Complete, head.Parse(good, HeadLimits.Default));
        Assert.Equal(good.Length, head.HeadLength);
        Assert.Single(head.Fields.ToArray());

        head.Reset();
        Assert.Equal(ParseOutcome.Refused, head.Parse(bad, HeadLimits.Default));
        Assert.Equal(ParseOutcome.Refused, head.Parse(bad, HeadLimits.Default));
        Assert.Equal(Violation.MissingColon, head.Violation);

        head.Reset();
        Assert.Equal(ParseOutcome.Complete, head.Parse(good, HeadLimits.Default));
        Assert.Equal(Violation.None, head.Violation);
    }

    [Fact]
    public void Nothing_of_one_request_is_left_in_the_next()
    {
        var head = new RequestHead();
        Parse(head, "\r\nPOST http://b:81/x?y HTTP/1.0\r\nHost: b:81\r\nConnection: keep-alive, upgrade, x\r\nUpgrade: websocket\r\nX: 1\r\nTE: trailers\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        head.Reset();
        Parse(head, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\r\n");
        var fresh = new RequestHead();
        Parse(fresh, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\r\n");

        foreach (var property in typeof(RequestHead).GetProperties().Where(p => !p.PropertyType.IsByRefLike))
        {
            Assert.Equal(property.GetValue(fresh), property.GetValue(head));
        }

        Assert.Equal(fresh.Fields.ToArray(), head.Fields.ToArray());
    }

    [Theory]
    [InlineData("Host: a", true)]
    [InlineData("Content-Length: 5", true)]
    [InlineData("X-Own: 1", true)]
    [InlineData("X-Listed: 1", false)]
    [InlineData("x-listed: 1", false)]
    [InlineData("Connection: close", false)]
    [InlineData("Keep-Alive: timeout=5", false)]
    [InlineData("Proxy-Connection: keep-alive", false)]
    [InlineData("Proxy-Authorization: Basic eA==", false)]
    [InlineData("Proxy-Authenticate: Basic", false)]
    [InlineData("Trailer: X", false)]
    [InlineData("Upgrade: websocket", false)]
    [InlineData("HTTP2-Settings: AAMA", false)]
    [InlineData("TE: trailers", true)]
    [InlineData("TE: gzip", false)]
    [InlineData("TE: trailers, gzip", false)]
    [InlineData("Expect: 100-continue", true)]
    [InlineData("Authorization: Basic eA==", true)]
    [InlineData("Cookie: a=b", true)]
    public void A_field_goes_on_or_ends_here(string field, bool crosses)
    {
        var name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        var own = name is "Host" or "Content-Length" ? "" : field + "\r\n";
        var head = new RequestHead();
        Parse(head, $"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n{own}Connection: X-Listed\r\n\r\n");
        var text = Encoding.Latin1.GetBytes($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n{own}Connection: X-Listed\r\n\r\n");

        var found = head.Fields.ToArray().First(f => Encoding.Latin1.GetString(f.NameIn(text)) == name);

        Assert.Equal(crosses, head.MayCross(found));
    }

    [Fact]
    public void Transfer_Encoding_never_goes_on()
    {
        var request = new RequestHead();
        Parse(request, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        var response = new ResponseHead();
        Assert.Equal(ParseOutcome.Complete, response.Parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTE: trailers\r\n\r\n"u8, HeadLimits.Default, Method.Get));

        Assert.False(request.MayCross(request.Fields[1]));
        Assert.False(response.MayCross(response.Fields[0]));
        Assert.False(response.MayCross(response.Fields[1]));
    }

    [Fact]
    public void Every_known_name_is_known_in_any_case_and_no_other_is()
    {
        foreach (var (name, known) in KnownNames())
        {
            Assert.Equal(known, FieldNames.Identify(Encoding.Latin1.GetBytes(name)));
            Assert.Equal(known, FieldNames.Identify(Encoding.Latin1.GetBytes(name.ToUpperInvariant())));
            Assert.Equal(FieldName.Other, FieldNames.Identify(Encoding.Latin1.GetBytes(name + "x")));
            for (var at = 0; at < name.Length; at++)
            {
                var other = name[at] == 'q' ? 'j' : 'q';
                Assert.Equal(FieldName.Other, FieldNames.Identify(Encoding.Latin1.GetBytes($"{name[..at]}{other}{name[(at + 1)..]}")));
            }

            if (name.Contains('-', StringComparison.Ordinal))
            {
                Assert.True(FieldNames.IsLookalike(Encoding.Latin1.GetBytes(name.Replace('-', '_'))), name);
            }
        }

        Assert.Equal(Enum.GetValues<FieldName>().Length - 1, KnownNames().Count());
        Assert.True((int)Enum.GetValues<FieldName>().Max() < 64, "a set of names is one word");
    }

    [Fact]
    public void Chunk_extensions_can_be_refused()
    {
        var strict = new ChunkedDecoder(new ChunkLimits { RefuseExtensions = true });

        Assert.Equal(DecodeOutcome.Refused, strict.Next("5;a\r\nhello\r\n0\r\n\r\n"u8, out _, out _));
        Assert.Equal(Violation.ChunkExtensionsRefused, strict.Violation);
    }

    [Fact]
    public void Limits_are_those_that_were_set()
    {
        var limits = new HeadLimits { MaxFields = 2, MaxHeadBytes = 60, MaxRequestLineBytes = 20 };

        Assert.Equal(Violation.TooManyFields, Refused("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\nY: 2\r\n\r\n", limits));
        Assert.Equal(Violation.RequestLineTooLong, Refused("GET /aaaaaaa HTTP/1.1\r\nHost: a\r\n\r\n", limits));
        Assert.Equal(Violation.HeadTooLarge, Refused($"GET / HTTP/1.1\r\nHost: a\r\nX: {new string('y', 40)}\r\n\r\n", limits));
    }

    private static Violation Refused(string text, HeadLimits limits)
    {
        var head = new RequestHead();
        Assert.Equal(ParseOutcome.Refused, head.Parse(Encoding.Latin1.GetBytes(text), limits));
        return head.Violation;
    }

    private static void Parse(RequestHead head, string text) =>
        Assert.Equal(ParseOutcome.Complete, head.Parse(Encoding.Latin1.GetBytes(text), HeadLimits.Default));

    /// <summary>The wire's name from the code's: TraceParent and its like are one word there.</summary>
    private static IEnumerable<(string Name, FieldName Known)> KnownNames() => Enum.GetValues<FieldName>()
        .Where(n => n != FieldName.Other)
        .Select(n => (n switch
        {
            FieldName.TE => "te",
            FieldName.ETag => "etag",
            FieldName.TraceParent => "traceparent",
            FieldName.TraceState => "tracestate",
            FieldName.SecWebSocketAccept => "sec-websocket-accept",
            FieldName.SecWebSocketExtensions => "sec-websocket-extensions",
            FieldName.SecWebSocketKey => "sec-websocket-key",
            FieldName.SecWebSocketProtocol => "sec-websocket-protocol",
            FieldName.SecWebSocketVersion => "sec-websocket-version",
            _ => string.Concat(n.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"-{c}" : $"{c}")).ToLowerInvariant(),
        }, n));
}
