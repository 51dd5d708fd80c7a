using System.Net.Sockets;
using System.Text;
using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>A socket that speaks Latin-1 text, byte for byte.</summary>
internal sealed class RawConnection(Socket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly StringBuilder _unread = new();

    public Socket Socket => socket;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task SendAsync(string text) => await SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, Cancellation)..];
        }
    }

    /// <summary>Reads until the text has come; what came with it, that and all before.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (true)
        {
            var all = _unread.ToString();
            var at = all.IndexOf(text, StringComparison.Ordinal);
            if (at >= 0)
            {
                _unread.Remove(0, at + text.Length);
                return all[..(at + text.Length)];
            }

            if (!await FillAsync())
            {
                throw new EndOfStreamException($"the connection ended before \"{text}\"; it said \"{all}\"");
            }
        }
    }

    public async Task<string> ReadAsync(int count)
    {
        while (_unread.Length < count && await FillAsync())
        {
        }

        var found = _unread.ToString(0, Math.Min(count, _unread.Length));
        _unread.Remove(0, found.Length);
        return found;
    }

    /// <summary>One response with its counted or chunked body.</summary>
    public async Task<string> ReadResponseAsync()
    {
        var head = await ReadUntilAsync("\r\n\r\n");
        var length = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (length is not null)
        {
            return head + await ReadAsync(int.Parse(length[15..], System.Globalization.CultureInfo.InvariantCulture));
        }

        return head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) ? head + await ReadUntilAsync("0\r\n\r\n") : head;
    }

    /// <summary>What has come; empty at the end.</summary>
    public async Task<string> ReadSomeAsync()
    {
        if (_unread.Length == 0)
        {
            _ = await FillAsync();
        }

        var some = _unread.ToString();
        _unread.Clear();
        return some;
    }

    public async Task<string> ReadToEndAsync()
    {
        while (await FillAsync())
        {
        }

        var all = _unread.ToString();
        _unread.Clear();
        return all;
    }

    public void Dispose() => socket.Dispose();

    private async Task<bool> FillAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(Eventually.Patience);
        try
        {
            var count = await socket.ReceiveAsync(_buffer, SocketFlags.None, deadline.Token);
            _unread.Append(Encoding.Latin1.GetString(_buffer, 0, count));
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
