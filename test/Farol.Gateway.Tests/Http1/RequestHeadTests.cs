using System.Text;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Tests.Http1;

/// <summary>What a good request head is taken apart into.</summary>
public sealed class RequestHeadTests
{
    private readonly RequestHead _head = new();

    [Fact]
    public void Every_part_has_its_range()
    {
        const string Text = "POST /a/b?c=d&e HTTP/1.1\r\nHost: example.com:8080\r\nContent-Length: 12\r\nX-Name: \t caf\u00e9 \t\r\n\r\nbody";

        Assert.Equal(ParseOutcome.Complete, Parse(Text));
        Assert.Equal(Text.IndexOf("body", StringComparison.Ordinal), _head.HeadLength);
        Assert.Equal(Method.Post, _head.Method);
        Assert.Equal("POST", Part(Text, _head.MethodRange));
        Assert.Equal("/a/b?c=d&e", Part(Text, _head.TargetRange));
        Assert.Equal("/a/b?c=d&e", Part(Text, _head.PathAndQueryRange));
        Assert.Equal("/a/b", Part(Text, _head.PathRange));
        Assert.Equal("c=d&e", Part(Text, _head.QueryRange));
        Assert.Equal("example.com:8080", Part(Text, _head.AuthorityRange));
        Assert.Equal("example.com", Part(Text, _head.HostRange));
        Assert.Equal(8080, _head.Port);
        Assert.Equal(BodyFraming.Counted, _head.Framing);
        Assert.Equal(12, _head.ContentLength);
        Assert.True(_head.KeepAlive);
        Assert.Equal(3, _head.Fields.Length);
        Assert.Equal("caf\u00e9", Encoding.Latin1.GetString(_head.Fields[2].ValueIn(Encoding.Latin1.GetBytes(Text))));
    }

    [Theory]
    [InlineData("http://Example.com/x?y", "Example.com", "/x?y")]
    [InlineData("http://example.com", "example.com", "/")]
    [InlineData("HTTPS://example.com:443/", "example.com:443", "/")]
    public void An_absolute_target_gives_path_and_authority(string target, string host, string path)
    {
        var text = $"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n";

        Assert.Equal(ParseOutcome.Complete, Parse(text));
        Assert.Equal(path, Part(text, _head.PathAndQueryRange));
        Assert.Equal(host, Part(text, _head.AuthorityRange));
    }

    [Fact]
    public void The_authority_of_old_clients_is_empty_or_comes_with_the_target()
    {
        const string Without = "GET / HTTP/1.0\r\n\r\n";
        Assert.Equal(ParseOutcome.Complete, Parse(Without));
        Assert.True(_head.AuthorityRange.IsEmpty);
        Assert.True(_head.HostRange.IsEmpty);
        Assert.False(_head.KeepAlive);

        _head.Reset();
        const string With = "GET http://[::1]:81/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        Assert.Equal(ParseOutcome.Complete, Parse(With));
        Assert.Equal("[::1]:81", Part(With, _head.AuthorityRange));
        Assert.Equal("[::1]", Part(With, _head.HostRange));
        Assert.Equal(81, _head.Port);
        Assert.True(_head.KeepAlive);
    }

    private ParseOutcome Parse(string text) => _head.Parse(Encoding.Latin1.GetBytes(text), HeadLimits.Default);

    private static string Part(string text, ByteRange range) => text.Substring(range.Start, range.Length);
}
