using System.Text;
using Farol.Gateway.Compression;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Tests.Compression;

/// <summary>Which coding a client gets for what it says that it takes.</summary>
public sealed class AcceptedCodingsTests
{
    [Theory]
    [InlineData("Accept-Encoding: gzip, deflate, br", "Brotli")]
    [InlineData("Accept-Encoding: gzip", "Gzip")]
    [InlineData("Accept-Encoding: X-GZIP", "Gzip")]
    [InlineData("Accept-Encoding: br;q=0.5, gzip;q=0.8", "Gzip")]
    [InlineData("Accept-Encoding: br;q=0.8, gzip;q=0.8", "Brotli")]
    [InlineData("Accept-Encoding: br ; q=0.001", "Brotli")]
    [InlineData("Accept-Encoding: br;q=0, gzip", "Gzip")]
    [InlineData("Accept-Encoding: br;q=0, gzip;q=0.000", "None")]
    [InlineData("Accept-Encoding: *", "Brotli")]
    [InlineData("Accept-Encoding: *;q=0.3, gzip;q=0.4", "Gzip")]
    [InlineData("Accept-Encoding: *;q=0", "None")]
    [InlineData("Accept-Encoding: br;q=0, *", "Gzip")]
    [InlineData("Accept-Encoding: identity, gzip;q=0.5", "None")]
    [InlineData("Accept-Encoding: identity;q=0.5, gzip", "Gzip")]
    [InlineData("Accept-Encoding: identity;q=0, gzip;q=0.1", "Gzip")]
    [InlineData("Accept-Encoding: gzip;q=banana", "None")]
    [InlineData("Accept-Encoding: gzip;q=2", "None")]
    [InlineData("Accept-Encoding: gzip;q=0.12345", "None")]
    [InlineData("Accept-Encoding: gzipped, brx", "None")]
    [InlineData("Accept-Encoding: deflate", "None")]
    [InlineData("Accept-Encoding:", "None")]
    [InlineData("X: gzip", "None")]
    [InlineData("Accept-Encoding: gzip\r\nAccept-Encoding: br", "Brotli")]
    public void The_best_of_both_is_chosen(string fields, string coding)
    {
        var head = new RequestHead();
        var bytes = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: h\r\n{fields}\r\n\r\n");
        Assert.Equal(ParseOutcome.Complete, head.Parse(bytes, HeadLimits.Default));

        Assert.Equal(coding, new AcceptedCodings(head, bytes).Choose(gzip: true, brotli: true).ToString());
    }
}
