using System.Text;
using Farol.Gateway.Http1;
using Farol.Gateway.Http2;

namespace Farol.Gateway.Tests.Http2;

/// <summary>The border to HTTP/1.1, without nghttp2 before it.</summary>
public sealed class RequestTextTests
{
    private static readonly (string Name, string Value)[] _get = [(":method", "GET"), (":scheme", "https"), (":authority", "a.test"), (":path", "/x?y=z")];

    [Fact]
    public void A_request_is_written_once_and_plainly()
    {
        Assert.Equal(
            "GET /x?y=z HTTP/1.1\r\nhost: a.test\r\naccept: */*\r\ncookie: a=1; b=2\r\n\r\n",
            Write(isEnd: true, [.. _get, ("cookie", "a=1"), ("accept", "*/*"), ("cookie", "b=2")]));
    }

    [Theory]
    [InlineData("content-length", "content-length: 3\r\n")]
    [InlineData(null, "transfer-encoding: chunked\r\n")]
    public void A_body_is_framed_by_its_length_or_in_chunks(string? length, string line)
    {
        var text = Write(isEnd: false, length is null ? _get : [.. _get, ("content-length", "3")]);
        Assert.EndsWith($"{line}\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_may_stand_for_the_authority_and_may_not_contradict_it()
    {
        (string, string)[] withoutAuthority = [(":method", "GET"), (":scheme", "https"), (":path", "/")];
        Assert.Contains("host: a.test\r\n", Write(isEnd: true, [.. withoutAuthority, ("host", "a.test")]), StringComparison.Ordinal);
        Assert.NotNull(Write(isEnd: true, [.. _get, ("host", "A.TEST")]));
        Assert.Null(Write(isEnd: true, [.. _get, ("host", "b.test")]));
        Assert.Null(Write(isEnd: true, [.. _get, ("host", "a.test"), ("host", "a.test")]));
        Assert.Null(Write(isEnd: true, withoutAuthority));
    }

    [Theory]
    [InlineData(":method", "GET")]
    [InlineData(":status", "200")]
    [InlineData(":protocol", "websocket")]
    [InlineData("X-Upper", "v")]
    [InlineData("x y", "v")]
    [InlineData("x:y", "v")]
    [InlineData("", "v")]
    [InlineData("x", "a\nb")]
    [InlineData("x", "a\rb")]
    [InlineData("x", "a\0b")]
    [InlineData("x", " a")]
    [InlineData("x", "a\t")]
    [InlineData("connection", "x")]
    [InlineData("keep-alive", "x")]
    [InlineData("proxy-connection", "x")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("upgrade", "h2c")]
    [InlineData("http2-settings", "x")]
    [InlineData("te", "gzip")]
    public void What_HTTP_2_forbids_does_not_cross(string name, string value) => Assert.Null(Write(isEnd: true, [.. _get, (name, value)]));

    [Theory]
    [InlineData(":path", "")]
    [InlineData(":path", "x")]
    [InlineData(":path", "*")]
    [InlineData(":path", "/a b")]
    [InlineData(":path", "/a HTTP/1.1\r\nx: y")]
    [InlineData(":method", "GET /other HTTP/1.1\r\nx:")]
    [InlineData(":method", "CONNECT")]
    [InlineData(":authority", "a.test\r\nx: y")]
    [InlineData(":scheme", "ftp")]
    public void Pseudo_fields_carry_nothing_but_themselves(string name, string value) =>
        Assert.Null(Write(isEnd: true, [.. _get.Select(f => f.Name == name ? (name, value) : f)]));

    [Fact]
    public void Pseudo_fields_come_first_and_none_is_missing()
    {
        Assert.Null(Write(isEnd: true, [("accept", "x"), .. _get]));
        foreach (var missing in new[] { ":method", ":scheme", ":path" })
        {
            Assert.Null(Write(isEnd: true, [.. _get.Where(f => f.Name != missing)]));
        }
    }

    [Fact]
    public void Whatever_crosses_is_one_request_to_the_strict_parser()
    {
        var random = new Random(8441);
        var crossed = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var fields = _get.Select(f => random.Next(8) == 0 ? (f.Name, Scramble(random, f.Value)) : f)
                .Concat(Enumerable.Range(0, random.Next(4)).Select(_ => (Scramble(random, "x-name"), Scramble(random, "value, two"))))
                .OrderBy(_ => random.Next(20) == 0 ? random.Next(10) : 0).ToArray();
            if (Write(isEnd: random.Next(2) == 0, fields) is not { } text)
            {
                continue;
            }

            crossed++;
            var head = new RequestHead();
            var bytes = Encoding.Latin1.GetBytes(text);
            if (head.Parse(bytes, HeadLimits.Default) == ParseOutcome.Complete)
            {
                Assert.Equal(bytes.Length, head.HeadLength);
                Assert.Single(head.Fields.ToArray(), f => f.Name == FieldName.Host);
            }
        }

        Assert.InRange(crossed, 1000, 19_999);
    }

    private static string Scramble(Random random, string text)
    {
        var letters = text.ToCharArray();
        if (random.Next(2) == 0)
        {
            letters[random.Next(letters.Length)] = "\r\n\0 \t:;,aA/%ÿ"[random.Next(13)];
        }

        return new string(letters);
    }

    private static string? Write(bool isEnd, params (string Name, string Value)[] fields)
    {
        var block = Http2Pair.Fields(fields);
        var into = new byte[RequestText.MaxLength(block)];
        var length = RequestText.Write(block, isEnd, into, (1, 2));
        return length == 0 ? null : Encoding.Latin1.GetString(into, 0, length);
    }
}
