using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Gateway.Hosting;

/// <summary>A gateway that has no descriptors left: it refuses, and neither dies nor spins.</summary>
[Collection(GatewayGroup.Name)]
public sealed class DescriptorTests : IAsyncLifetime
{
    private const int MaxDescriptors = 200;
    private const int TooMany = 300;
    private const int TicksPerSecond = 100;

    /// <summary>The answer is a head, which comes whole.</summary>
    private static readonly byte[] _request = "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n"u8.ToArray();

    private readonly int _port = FarolProcess.FreePort();
    private TwoBackends _backends = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _backends = await TwoBackends.StartAsync();

    public async ValueTask DisposeAsync() => await _backends.DisposeAsync();

    /// <param name="setting">With a bound that is higher than what fits, and with none, where the gateway reckons itself what fits.</param>
    [Theory]
    [InlineData("gateway: { limits: { max_connections: 100000 } }\n")]
    [InlineData("")]
    public async Task Without_descriptors_new_clients_are_refused_and_old_ones_served(string setting)
    {
        var file = _backends.Write(_port, 0, setting);
        await using var gateway = GatewayProgram.StartLimited(_backends.Folder.Path, MaxDescriptors, "gateway", "--config", file, "--data", "data");
        await gateway.SaysAsync("is up");
        using var old = await ConnectAsync();
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(old), StringComparison.Ordinal);

        var extra = await Task.WhenAll(Enumerable.Range(0, TooMany).Select(_ => ConnectAsync()));
        // A refused connection is closed; one that was taken waits for a request.
        await Eventually.True(() => extra.Count(IsClosed) >= TooMany - MaxDescriptors, "those that do not fit are closed");
        var before = Ticks(gateway.ProcessId);
        Assert.InRange(extra.Count(s => !IsClosed(s)), 5, MaxDescriptors);
        for (var i = 0; i < 10; i++)
        {
            Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(old), StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
        }

        Assert.InRange(Ticks(gateway.ProcessId) - before, 0, TicksPerSecond);
        // Those that were taken want a backend's connection each, for which there is no room: they are answered all the same.
        foreach (var client in extra.Where(s => !IsClosed(s)))
        {
            Assert.Matches("^HTTP/1.1 (200|503) ", await AskAsync(client));
        }

        Array.ForEach(extra, s => s.Dispose());
        await Eventually.True(
            async () =>
            {
                using var next = await ConnectAsync();
                return (await AskAsync(next)).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
            },
            "new clients are served again");
        Assert.True(ProcessFacts.IsAlive(gateway.ProcessId));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _port), Cancellation);
        return socket;
    }

    /// <summary>Empty when the gateway closed the connection.</summary>
    private static async Task<string> AskAsync(Socket socket)
    {
        try
        {
            _ = await socket.SendAsync(_request, SocketFlags.None, Cancellation);
            var buffer = new byte[64 * 1024];
            return Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer, SocketFlags.None, Cancellation));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private static bool IsClosed(Socket socket) => socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Time that the processors spent for it (proc(5): utime and stime), in hundredths of a second.</summary>
    private static long Ticks(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
