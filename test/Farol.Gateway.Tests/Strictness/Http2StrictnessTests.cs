using Farol.Gateway.Tests.Forwarding;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>Requests in HTTP/2 that would be another request, or two, once written as HTTP/1.1.</summary>
public sealed class Http2StrictnessTests
{
    private const string Get = ":method=GET|:scheme=http|:path=/|:authority=a.example";
    private const string Post = ":method=POST|:scheme=http|:path=/|:authority=a.example";

    [Theory]
    [InlineData(Get, "request GET / a.example none")]
    [InlineData(Get + "|te=trailers|x-a=1", "request GET / a.example none")]
    [InlineData(Get + "|host=A.example", "request GET / a.example none")]
    [InlineData(":method=GET|:scheme=https|:path=/|host=a.example", "request GET / a.example none")]
    [InlineData(":method=OPTIONS|:scheme=http|:path=*|:authority=a.example", "request OPTIONS * a.example none")]
    [InlineData(Post, "request POST / a.example chunked \"hello\"", "hello")]
    [InlineData(Post + "|content-length=5", "request POST / a.example counted \"hello\"", "hello")]
    [InlineData(Post + "|content-length=5", "request POST / a.example counted \"hello\"", "he", "llo")]
    [InlineData(Post, "request POST / a.example chunked 43 bytes", "GET /smuggled HTTP/1.1\\r\\nHost: b.example\\r\\n\\r\\n")]
    public async Task A_good_request_is_one_request(string fields, string forwarded, params string[] data)
    {
        var (answer, requests) = await AskAsync(fields, data, trailers: null);

        Assert.Equal("200", answer);
        Assert.Equal([forwarded], requests);
    }

    [Theory]
    [InlineData("transfer-encoding=chunked")]
    [InlineData("transfer-encoding=identity")]
    [InlineData("Transfer-Encoding=chunked")]
    [InlineData("transfer_encoding=chunked")]
    [InlineData("connection=close")]
    [InlineData("connection=x-a|x-a=1")]
    [InlineData("keep-alive=timeout\\x3d5")]
    [InlineData("proxy-connection=close")]
    [InlineData("upgrade=h2c")]
    [InlineData("te=gzip")]
    [InlineData("te=trailers, gzip")]
    [InlineData("=x")]
    [InlineData("X-Upper=x")]
    [InlineData("x y=z")]
    [InlineData("x:y=z")]
    [InlineData("x\\r\\ny=z")]
    [InlineData("x: y\\r\\ntransfer-encoding=chunked")]
    [InlineData("x\\0=z")]
    [InlineData("x\\x80=z")]
    [InlineData("x=a\\r\\nTransfer-Encoding: chunked")]
    [InlineData("x=a\\nTransfer-Encoding: chunked")]
    [InlineData("x=a\\rTransfer-Encoding: chunked")]
    [InlineData("x=a\\r\\n\\r\\nGET /smuggled HTTP/1.1\\r\\nHost: b.example\\r\\n\\r\\n")]
    [InlineData("x=a\\0b")]
    [InlineData("x=a\\x01b")]
    [InlineData("x=a\\x7fb")]
    [InlineData("x= a")]
    [InlineData("x=a\\t")]
    [InlineData("cookie=a\\r\\nx: y")]
    [InlineData("host=b.example")]
    [InlineData("host=a.example|host=a.example")]
    [InlineData("host=a.example\\r\\nx: y")]
    [InlineData("content-length=5")]
    [InlineData("content-length=+0")]
    [InlineData("content-length=0|content-length=0")]
    [InlineData("content-length=0, 0")]
    [InlineData("content-length=00")]
    [InlineData("content_length=5")]
    [InlineData("x_forwarded_for=1.2.3.4")]
    [InlineData("expect=nothing")]
    [InlineData(":path=/b")]
    [InlineData(":authority=b.example")]
    [InlineData(":status=200")]
    [InlineData(":unknown=1")]
    [InlineData("x=y|:path=/b")]
    [InlineData(":protocol=websocket")]
    public async Task A_bad_field_is_refused(string field) => await AssertRefusedAsync($"{Get}|{field}", []);

    [Theory]
    [InlineData("GET", "http", "/a b", "a.example")]
    [InlineData("GET", "http", "/ HTTP/1.1\\r\\nx: y", "a.example")]
    [InlineData("GET", "http", "/\\r\\n", "a.example")]
    [InlineData("GET", "http", "/\\0", "a.example")]
    [InlineData("GET", "http", "/\\t", "a.example")]
    [InlineData("GET", "http", "/\\xe9", "a.example")]
    [InlineData("GET", "http", "/#x", "a.example")]
    [InlineData("GET", "http", "", "a.example")]
    [InlineData("GET", "http", "*", "a.example")]
    [InlineData("GET", "http", "a", "a.example")]
    [InlineData("GET", "http", "http://b.example/", "a.example")]
    [InlineData("GET", "http", "?a", "a.example")]
    [InlineData("GET", "http", "/../b", "a.example")]
    [InlineData("get", "http", "/", "a.example")]
    [InlineData("GET / HTTP/1.1\\r\\nx:", "http", "/", "a.example")]
    [InlineData("GET /b", "http", "/", "a.example")]
    [InlineData("G\\0T", "http", "/", "a.example")]
    [InlineData("", "http", "/", "a.example")]
    [InlineData("CONNECT", "http", "/", "a.example")]
    [InlineData("GET", "ftp", "/", "a.example")]
    [InlineData("GET", "http ", "/", "a.example")]
    [InlineData("GET", "", "/", "a.example")]
    [InlineData("GET", "http", "/", "")]
    [InlineData("GET", "http", "/", "u@a.example")]
    [InlineData("GET", "http", "/", "a.example/b")]
    [InlineData("GET", "http", "/", "a.example\\r\\nx: y")]
    [InlineData("GET", "http", "/", "a.example b.example")]
    [InlineData("GET", "http", "/", "a.example:")]
    [InlineData("GET", "http", "/", "a.example:99999")]
    public async Task A_bad_pseudo_field_is_refused(string method, string scheme, string path, string authority) =>
        await AssertRefusedAsync($":method={method}|:scheme={scheme}|:path={path}|:authority={authority}", []);

    [Theory]
    [InlineData(":scheme=http|:path=/|:authority=a.example")]
    [InlineData(":method=GET|:path=/|:authority=a.example")]
    [InlineData(":method=GET|:scheme=http|:authority=a.example")]
    [InlineData(":method=GET|:scheme=http|:path=/")]
    [InlineData(":method=CONNECT|:authority=a.example:443")]
    public async Task A_missing_pseudo_field_is_refused(string fields) => await AssertRefusedAsync(fields, []);

    [Theory]
    [InlineData("content-length=5", "hell")]
    [InlineData("content-length=5", "hello!")]
    [InlineData("content-length=0", "hello")]
    [InlineData("content-length=1000", "hello")]
    [InlineData("content-length=5|content-length=6", "hello")]
    [InlineData("content-length=x", "hello")]
    [InlineData("transfer-encoding=chunked", "0\\r\\n\\r\\nGET /smuggled HTTP/1.1\\r\\nHost: b.example\\r\\n\\r\\n")]
    public async Task A_length_that_is_not_the_bodys_is_refused(string field, string data) => await AssertRefusedAsync($"{Post}|{field}", [data]);

    [Fact]
    public async Task What_follows_a_counted_body_is_no_request()
    {
        var (_, requests) = await AskAsync($"{Post}|content-length=5", ["hello", "GET /smuggled HTTP/1.1\\r\\nHost: b.example\\r\\n\\r\\n"], trailers: null);

        Assert.DoesNotContain(requests, r => !r.StartsWith("request POST / a.example counted \"hello\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("transfer-encoding=chunked")]
    [InlineData("content-length=5")]
    [InlineData("host=b.example")]
    [InlineData("connection=close")]
    [InlineData("te=trailers")]
    [InlineData("expect=100-continue")]
    [InlineData("authorization=Basic eA")]
    [InlineData("cookie=a")]
    [InlineData("x-forwarded-for=1.2.3.4")]
    [InlineData("x_forwarded_for=1.2.3.4")]
    [InlineData("content-type=text/plain")]
    [InlineData(":path=/b")]
    [InlineData("X-Upper=1")]
    [InlineData("x=a\\r\\n\\r\\nGET /smuggled HTTP/1.1")]
    [InlineData("x=a\\nb")]
    [InlineData("x=\\0")]
    [InlineData("x=\\x02")]
    [InlineData("x\\r\\n=1")]
    public async Task A_bad_trailer_is_refused(string trailer) => await AssertRefusedAsync(Post, ["hello"], trailer);

    private static async Task AssertRefusedAsync(string fields, string[] data, string? trailers = null)
    {
        var (answer, requests) = await AskAsync(fields, data, trailers);

        Assert.NotEqual("200", answer);
        Assert.Empty(requests);
    }

    /// <summary>A clean request over the same connection to the backend shows what was left there.</summary>
    private static async Task<(string Answer, IReadOnlyList<string> Requests)> AskAsync(string fields, string[] data, string? trailers)
    {
        using var backend = new RecordingBackend();
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var connection = await gateway.ConnectAsync();
        var answer = await new RawHttp2Client(connection).AskAsync(fields, data, trailers);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync("GET /after HTTP/1.1\r\nHost: a.example\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadResponseAsync());
        var requests = backend.TakeRequests();

        Assert.Equal("request GET /after a.example none", requests[^1]);
        return (answer, [.. requests.Take(requests.Count - 1).Select(ExpectedExchange.Essence)]);
    }
}
