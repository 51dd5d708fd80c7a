using System.Net.Sockets;
using System.Text;

namespace Farol.Simulator.Tests;

/// <summary>A bare Telnet client of the tests' own: types keys, waits for texts.</summary>
internal sealed class TelnetTerminal : IDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(90);

    private readonly TcpClient _client = new();
    private readonly StringBuilder _unread = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<TelnetTerminal> ConnectAsync(SimulatedRouter router, CancellationToken cancellationToken)
    {
        var terminal = new TelnetTerminal();
        await terminal._client.ConnectAsync(router.TelnetEndPoint!, cancellationToken);
        terminal._client.NoDelay = true;
        return terminal;
    }

    /// <summary>Connected, logged in, at the first prompt.</summary>
    public static async Task<TelnetTerminal> LoginAsync(
        SimulatedRouter router, CancellationToken cancellationToken, string? user = null, string? password = null)
    {
        var terminal = await ConnectAsync(router, cancellationToken);
        await terminal.WaitAsync("Username:", cancellationToken);
        await terminal.TypeAsync((user ?? router.Options.User) + "\r", cancellationToken);
        await terminal.WaitAsync("Password:", cancellationToken);
        await terminal.TypeAsync((password ?? router.Options.Password) + "\r", cancellationToken);
        await terminal.WaitAsync($"<{router.Options.Sysname}>", cancellationToken);
        return terminal;
    }

    public Task TypeAsync(string keys, CancellationToken cancellationToken) =>
        _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(keys), cancellationToken).AsTask();

    /// <summary>Returns all up to and with <paramref name="text"/>; what comes after stays for the next wait.</summary>
    public async Task<string> WaitAsync(string text, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_deadline);
        int place;
        while ((place = _unread.ToString().IndexOf(text, StringComparison.Ordinal)) < 0)
        {
            int count;
            try
            {
                count = await _client.GetStream().ReadAsync(_buffer, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"No \"{text}\" in:\n{_unread}");
            }

            if (count == 0)
            {
                throw new EndOfStreamException($"Closed without \"{text}\":\n{_unread}");
            }

            Append(_buffer.AsSpan(0, count));
        }

        var all = _unread.ToString();
        _unread.Remove(0, place + text.Length);
        return all[..(place + text.Length)];
    }

    /// <summary>Everything until the router closes.</summary>
    public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_deadline);
        try
        {
            int count;
            while ((count = await _client.GetStream().ReadAsync(_buffer, limit.Token)) > 0)
            {
                Append(_buffer.AsSpan(0, count));
            }
        }
        catch (IOException)
        {
            // Reset counts as closed.
        }

        return _unread.ToString();
    }

    /// <summary>Runs a command and returns what stands between its echo and the next prompt, with plain line ends.</summary>
    public async Task<string> RunAsync(string command, CancellationToken cancellationToken, string prompt = "<HUAWEI-BNG-01>")
    {
        await TypeAsync(command + "\r", cancellationToken);
        var output = (await WaitAsync("\n" + prompt, cancellationToken))[..^prompt.Length];
        return output[(output.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The server's opening is the only negotiation here: IAC and two bytes.</summary>
    private void Append(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        for (var place = 0; place < text.Length; place++)
        {
            if (text[place] == '\u00ff' && place + 2 < text.Length && text[place + 1] is >= '\u00fb' and < '\u00ff')
            {
                place += 2;
                continue;
            }

            _unread.Append(text[place]);
        }
    }
}
