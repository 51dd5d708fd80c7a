using Farol.Configuration.Gateway;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Http2;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Forwarding;

/// <content>WebSockets: an exchange that becomes bytes both ways.</content>
internal sealed partial class Exchange
{
    public bool IsWebSocket => _client.Head.IsWebSocketUpgrade;

    /// <summary>A WebSocket to a backend of HTTP/2. It always asks for a stream of its own: the backend must have said first that it takes WebSockets.</summary>
    private bool AsksForStream(Pool pool) => IsWebSocket && pool.Settings.Protocol == BackendProtocol.Http2;

    /// <summary>Of HTTP/1.1 a backend judges the handshake's key; over HTTP/2 it goes no further than here.</summary>
    private bool RefusesKeyless(Pool pool)
    {
        if (!AsksForStream(pool) || WebSocketKey.TryFind(_client.Head, _client.HeadBytes, out _))
        {
            return false;
        }

        Answer(400, "the WebSocket's handshake needs one Sec-WebSocket-Key of sixteen bytes in base 64");
        return true;
    }

    private void AnswerUntaken()
    {
        ReleaseUpstream(reusable: false, Outcome.ClientGone);
        Answer(502, "the backend takes no WebSockets over HTTP/2 (RFC 8441): switch them on there, or give this path a pool of protocol http1");
    }

    private bool BeginTunnel(UpstreamConnection upstream)
    {
        _phase = ExchangePhase.Tunnel;
        _requestDone = false;
        _client.BeginTunnel();
        upstream.Writer.BeginBody(BodyFraming.UntilClose);
        upstream.Reader.BeginBody(BodyFraming.UntilClose, 0);
        Touch();
        PumpRequest();
        return _upstream is not null;
    }

    /// <summary>All has come from the client: what waits goes out, and behind it, in a tunnel, the end.</summary>
    private void FlushRequest(UpstreamConnection upstream)
    {
        if (upstream.Writer.Flush() && IsTunnel)
        {
            upstream.ShutdownWrite();
        }

        AfterUpstreamWrite(upstream);
    }

    /// <summary>The backend says no more: what it said reaches the client, then the client's connection ends too.</summary>
    private void EndTunnel()
    {
        ReleaseUpstream(reusable: false, Outcome.Success);
        End();
        _client.EndTunnel();
    }
}
