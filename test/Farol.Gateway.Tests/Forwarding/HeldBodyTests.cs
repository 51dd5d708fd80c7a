using System.Net;
using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Strictness.Http2;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>Bodies that have gone on and are needed once more, because the backend gave up on them before it answered.</summary>
public sealed class HeldBodyTests
{
    private const int Internal = 2;
    private const int Refused = 7;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2.0", "POST", 10_000, Refused, HttpStatusCode.OK)]
    [InlineData("1.1", "POST", 10_000, Refused, HttpStatusCode.OK)]
    [InlineData("2.0", "PUT", 10_000, Internal, HttpStatusCode.OK)]
    [InlineData("1.1", "PUT", 10_000, Internal, HttpStatusCode.OK)]
    [InlineData("2.0", "POST", 10_000, Internal, HttpStatusCode.BadGateway)]
    [InlineData("1.1", "POST", 10_000, Internal, HttpStatusCode.BadGateway)]
    [InlineData("2.0", "PUT", 100_000, Internal, HttpStatusCode.BadGateway)]
    [InlineData("1.1", "PUT", 100_000, Internal, HttpStatusCode.BadGateway)]
    public async Task It_is_sent_whole_to_another_backend_where_that_is_safe(string version, string method, int size, int code, HttpStatusCode expected)
    {
        using var resetting = Resetting(code, size);
        await using var counting = await KestrelBackend.StartAsync(HttpProtocols.Http2);
        var document = GatewayUnderTest.InFrontOf(resetting.Port, counting.Port);
        // The second is asked only after the first.
        var pool = document.Pools[0];
        await using var gateway = new GatewayUnderTest(
            document with { Pools = [pool with { Protocol = BackendProtocol.Http2, Backends = [pool.Backends[0], pool.Backends[1] with { Priority = 1 }] }] }, loops: 1);
        using var client = new HttpClient { BaseAddress = gateway.Address, Timeout = TimeSpan.FromSeconds(15) };
        using var request = new HttpRequestMessage(new HttpMethod(method), "/count")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[size]),
        };
        using var answer = await client.SendAsync(request, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.OK)
        {
            Assert.Equal($"{size}", await answer.Content.ReadAsStringAsync(Cancellation));
        }
    }

    /// <summary>Takes all of a request's body, lets no stream go on, and says why.</summary>
    private static RawBackend Resetting(int code, int size) => new(async connection =>
    {
        await connection.ReadUntilAsync("SM\r\n\r\n");
        await connection.SendAsync(Http2Case.Read("SETTINGS:0:0:000401000000 WINDOW_UPDATE:0:0:01000000"));
        for (var left = size; left > 0;)
        {
            var head = await connection.ReadAsync(9);
            var payload = await connection.ReadAsync((head[0] << 16) | (head[1] << 8) | head[2]);
            left -= head[3] == 0 ? payload.Length : 0;
        }

        await connection.SendAsync(Http2Case.Read($"RST_STREAM:0:1:{code:x8}"));
        await connection.ReadUntilAsync("never");
    });
}
