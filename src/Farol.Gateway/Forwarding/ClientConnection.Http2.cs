using Farol.Gateway.Http2;
using Farol.Gateway.Loop;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Forwarding;

/// <content>What becomes of it when the client speaks HTTP/2: socket, timer and place stay here, the rest is the other's.</content>
internal sealed partial class ClientConnection
{
    private Http2ClientConnection? _http2;

    /// <summary>HTTP/2: no request under way needs the timer.</summary>
    public void SetIdleTimer(TimeSpan time) => SetTimer(time);

    /// <summary>HTTP/2: streams have timers of their own.</summary>
    public void ClearTimer() => TimerWheel.Clear(_timer);

    private bool ChoseHttp2() => _transport is TlsTransport { Protocol: ApplicationProtocol.Http2 };

    private void BeginHttp2()
    {
        _phase = ClientPhase.Http2;
        _transport.StayWithEpoll();
        _http2 = new Http2ClientConnection(_gateway, _transport, this);
        _http2.Begin(_reader.Input.Pending);
        _reader.Input.Clear();
        if (IsDraining)
        {
            _http2.Drain();
        }
    }
}
