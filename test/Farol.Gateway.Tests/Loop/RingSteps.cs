using System.Globalization;
using System.Text;
using Farol.Gateway.Native;
using Farol.Gateway.Tests.Forwarding;

namespace Farol.Gateway.Tests.Loop;

/// <summary>What tests of the ring do with a gateway and its clients.</summary>
internal static class RingSteps
{
    public const string Small = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    public static void SkipWithoutRing()
    {
        var refusal = IoUring.Refusal();
        Assert.SkipUnless(refusal is null, $"no io_uring here: {refusal}");
    }

    public static int RingSockets(GatewayUnderTest gateway) => gateway.Server.Loops.Sum(l => l.Loop.RingSockets);

    public static async Task AskSmallAsync(RawConnection client)
    {
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.EndsWith("hello", await client.ReadResponseAsync(), StringComparison.Ordinal);
    }

    /// <summary>Sends so many bytes and wants so many back; both are checked to the last one.</summary>
    public static async Task AskAsync(RawConnection client, int response, int request = 0)
    {
        await client.SendAsync($"POST /{response} HTTP/1.1\r\nHost: x\r\nContent-Length: {request}\r\n\r\n{Pattern(request)}");
        var answer = await client.ReadResponseAsync();
        Assert.True(answer.EndsWith($"\r\n\r\n{Pattern(response)}", StringComparison.Ordinal), $"{response} bytes for {request}: {answer[..Math.Min(answer.Length, 300)]}");
    }

    /// <summary>Answers as many bytes as the path says to who has sent what was expected.</summary>
    public static RawBackend Sized() => new(async connection =>
    {
        while (true)
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            var path = head.Split(' ')[1];
            var length = head.Split("\r\n").First(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))[15..];
            var count = int.Parse(length, CultureInfo.InvariantCulture);
            var body = await connection.ReadAsync(count) == Pattern(count) ? Pattern(int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture)) : "another body than was sent";
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }
    });

    public static string Pattern(int count)
    {
        var text = new StringBuilder(count + 8);
        while (text.Length < count)
        {
            text.Append(CultureInfo.InvariantCulture, $"{text.Length:x} ");
        }

        return text.ToString(0, count);
    }
}
