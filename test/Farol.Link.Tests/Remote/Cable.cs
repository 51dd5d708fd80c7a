using System.Net;
using System.Net.Sockets;
using Farol.Link.Endpoints;

namespace Farol.Link.Tests.Remote;

/// <summary>Carries bytes between two ends until it is pulled: then neither hears the other, and no connection is closed.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly RemoteAddress _to;
    private readonly List<TcpClient> _ends = [];
    private volatile bool _isPulled;

    public Cable(RemoteAddress to)
    {
        _to = to;
        _listener.Start();
        _ = CarryAllAsync();
    }

    public RemoteAddress Address => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>What comes while it is pulled is lost.</summary>
    public bool IsPulled
    {
        get => _isPulled;
        set => _isPulled = value;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        _ends.ForEach(e => e.Dispose());
        _stop.Dispose();
    }

    private async Task CarryAllAsync()
    {
        while (true)
        {
            var near = await _listener.AcceptTcpClientAsync(_stop.Token);
            var far = new TcpClient(_to.Host, _to.Port);
            _ends.AddRange([near, far]);
            _ = CarryAsync(near, far);
            _ = CarryAsync(far, near);
        }
    }

    private async Task CarryAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            if (!IsPulled)
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }

        if (!IsPulled)
        {
            to.Close();
        }
    }
}
