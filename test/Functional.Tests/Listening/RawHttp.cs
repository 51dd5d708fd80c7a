using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Functional.Tests.Listening;

/// <summary>Requests and answers as bytes on one connection.</summary>
internal static class RawHttp
{
    public static async Task<string> AskAsync(this Socket socket, string path, string headers = "")
    {
        await socket.SayAsync($"GET {path} HTTP/1.1\r\nHost: test\r\n{headers}\r\n");
        return (await socket.AnswerAsync()).Body;
    }

    public static async Task SayAsync(this Socket socket, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Reads one answer with a Content-Length and nothing beyond it.</summary>
    public static async Task<(string Head, string Body)> AnswerAsync(this Socket socket)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Assert.Equal(1, await ReceiveAsync(socket, one));
            head.Append((char)one[0]);
        }

        var text = head.ToString();
        var length = text.Split("\r\n").Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))[16..];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        for (var read = 0; read < body.Length;)
        {
            var count = await ReceiveAsync(socket, body.AsMemory(read));
            Assert.NotEqual(0, count);
            read += count;
        }

        return (text, Encoding.ASCII.GetString(body));
    }

    public static async Task<int> ReceiveAsync(this Socket socket, Memory<byte> into)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        return await socket.ReceiveAsync(into, limit.Token);
    }
}
