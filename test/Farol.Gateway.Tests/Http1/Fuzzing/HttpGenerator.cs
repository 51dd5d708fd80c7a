using System.Text;
using Testing.Support;

namespace Farol.Gateway.Tests.Http1.Fuzzing;

/// <summary>Makes inputs that are nearly HTTP: messages from a grammar whose parts are now and then wrong, and damaged cases.</summary>
internal sealed class HttpGenerator(Random random, IReadOnlyList<HttpCase> cases)
{
    /// <summary>Far below the limits in bytes, which the reference does not know.</summary>
    private const int MaxBytes = 3_000;

    private static readonly string[] _pieces =
    [
        "\r\n", "\n", "\r", "\r\n\r\n", "\0", " ", "\t", "\u000b", "\u000c", ":", ",", ";", "=", "\"", "\\", "\u0080", "\u00a0", "\u00ff", "\u007f", "_", "-", "/", "?", "#",
        "*", "@", "[", "]", "0", "00", "1", "5", "a", "f", "0x", "+", "-1", "ffffffffffffffff", "chunked", "identity", "close", "keep-alive", "upgrade",
        "trailers", "100-continue", "websocket", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "GET ", "POST ", "HEAD ", "http://", "https://", "b.example", "[::1]:80",
        "Host: a.example\r\n", "Host: b.example:80\r\n", "Content-Length: 5\r\n", "Content-Length: 0\r\n", "content-length: 12\r\n", "Transfer-Encoding: chunked\r\n",
        "transfer-encoding:chunked\r\n", "Connection: close\r\n", "Connection: X-A, upgrade\r\n", "X-A: 1\r\n", "Upgrade: websocket\r\n", "Expect: 100-continue\r\n",
        "TE: trailers\r\n", "0\r\n\r\n", "5\r\nhello\r\n", "5;a=\"b\"\r\nhello\r\n", "X-T: 1\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.0 204 \r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    ];

    private static readonly string[] _fields =
    [
        "Host: a.example", "Host: a.example:8080", "host:[::1]", "Content-Length: 5", "Content-Length: 0", "Content-Length: 11", "Transfer-Encoding: chunked",
        "transfer-encoding: Chunked", "Connection: close", "Connection: keep-alive", "Connection: X-A , close", "Connection: upgrade,TE", "Upgrade: websocket",
        "Upgrade: h2c", "Expect: 100-continue", "TE: trailers", "TE: gzip", "X-A: 1", "X-B:\tcaf\u00e9 ", "X_C: \"q\"", "Cookie: a=b", "X-Empty:", "Trailer: X-T",
        "User-Agent: x/1 (y)", "Accept-Encoding: gzip, br", "X_Forwarded_For: 1", "Connection: Cookie", "Date: Thu, 01 Jan 2026 00:00:00 GMT",
    ];

    public byte[] Next(bool isRequest)
    {
        var text = random.Next(3) switch
        {
            0 => Generate(isRequest),
            1 => Damage(Encoding.Latin1.GetString(Pick(cases).Input)),
            _ => Damage(Generate(isRequest)),
        };
        return Encoding.Latin1.GetBytes(text.Length > MaxBytes ? text[..MaxBytes] : text);
    }

    private string Generate(bool isRequest)
    {
        var text = new StringBuilder();
        for (var messages = 1 + random.Next(3); messages > 0; messages--)
        {
            text.Append(isRequest ? RequestLine() : StatusLine()).Append("\r\n");
            var framing = random.Next(4);
            if (isRequest && random.Next(10) > 0)
            {
                text.Append("Host: a.example\r\n");
            }

            for (var fields = random.Next(4); fields > 0; fields--)
            {
                text.Append(Pick(_fields)).Append("\r\n");
            }

            text.Append(framing == 0 ? "Content-Length: 5\r\n" : framing == 1 ? "Transfer-Encoding: chunked\r\n" : "");
            text.Append("\r\n").Append(framing == 0 ? "hello" : framing == 1 ? Chunks() : "");
        }

        return text.ToString();
    }

    private string RequestLine() => Pick(["GET", "GET", "POST", "HEAD", "OPTIONS", "TRACE", "PUT", "PURGE", "get", "CONNECT"]) + " "
        + Pick(["/", "/a/b", "/?", "/a?b=c?d", "*", "http://a.example", "http://a.example/x?y", "https://A.EXAMPLE/", "http://b.example/", "//", "/%00", "x"]) + " "
        + Pick(["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.2"]);

    private string StatusLine() => Pick(["HTTP/1.1", "HTTP/1.1", "HTTP/1.0"]) + " " + Pick(["200 OK", "200 ", "200", "204 x", "304 x", "100 Continue", "101 x", "103 x", "404 Not Found", "600 x"]);

    private string Chunks()
    {
        var text = new StringBuilder();
        for (var chunks = random.Next(4); chunks > 0; chunks--)
        {
            var length = 1 + random.Next(40);
            text.Append(Pick(["", "", "0", "00"])).Append(length.ToString(Pick(["x", "X"]), System.Globalization.CultureInfo.InvariantCulture))
                .Append(Pick(["", "", "", ";a", ";a=b", ";a=\"b;\\\"\"", "; a"])).Append("\r\n").Append('d', length).Append("\r\n");
        }

        return text.Append("0\r\n").Append(Pick(["", "", "X-T: 1\r\n", "X-T: 1\r\nX-U: 2\r\n", "Content-Length: 1\r\n"])).Append("\r\n").ToString();
    }

    private string Damage(string text)
    {
        var result = new StringBuilder(text.Length > MaxBytes ? text[..MaxBytes] : text);
        for (var times = 1 + random.Next(4); times > 0; times--)
        {
            var at = random.Next(result.Length + 1);
            var length = Math.Min(random.Next(12), result.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    result.Insert(at, Pick(_pieces));
                    break;
                case 1:
                    result.Remove(at, length);
                    break;
                case 2:
                    result.Remove(at, length).Insert(at, Pick(_pieces));
                    break;
                case 3:
                    result.Insert(at, result.ToString(at, length));
                    break;
                case 4 when at < result.Length:
                    result[at] = (char)random.Next(256);
                    break;
                default:
                    result.Length = random.Next(4) == 0 ? at : result.Length;
                    break;
            }
        }

        return result.ToString();
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
