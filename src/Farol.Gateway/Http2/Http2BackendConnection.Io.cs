using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Http2;

/// <content>Its socket.</content>
internal sealed partial class Http2BackendConnection
{
    private void Handshake()
    {
        switch (_transport.Handshake())
        {
            case HandshakeOutcome.Done when _transport is TlsTransport { Protocol: not ApplicationProtocol.Http2 }:
            case HandshakeOutcome.Failed:
                Close();
                break;
            case HandshakeOutcome.Done:
                TimerWheel.Clear(_timer);
                Session = new Http2ClientSession(this, new Http2Limits(), _loop.Buffers);
                foreach (var stream in _streams.ToArray())
                {
                    stream.Reader?.OnReady(ReadyEvents.Write);
                }

                if (!IsClosed)
                {
                    FlushOutput();
                    Read();
                }

                break;
        }
    }

    private void Read()
    {
        while (!IsClosed)
        {
            var count = _transport.Read(_shared.ReadBuffer);
            if (count is 0 or Transport.Broken)
            {
                Close();
                return;
            }

            if (count == Transport.WouldBlock)
            {
                break;
            }

            if (!Session!.Receive(_shared.ReadBuffer.AsSpan(0, count), _loop.NowMilliseconds))
            {
                FlushOutput();
                Close();
                return;
            }

            Tell();
        }

        if (!IsClosed)
        {
            FlushOutput();
        }
    }

    /// <summary>Streams hear what came for them when the session has taken it all.</summary>
    private void Tell()
    {
        Session?.Dispatch();
        while (!IsClosed && _ready.TryDequeue(out var stream))
        {
            stream.IsQueued = false;
            stream.Reader?.OnReady(stream.IsBroken ? ReadyEvents.Read | ReadyEvents.HangUp : ReadyEvents.Read);
        }
    }

    private void FlushOutput()
    {
        while (!IsClosed && Session is { } session)
        {
            session.Flush();
            Tell();
            if (IsClosed)
            {
                return;
            }

            if (session.Output.IsEmpty)
            {
                session.Output.ReleaseIfEmpty();
                if (!session.IsAlive || (_goingAway && _streams.Count == 0))
                {
                    Close();
                }

                return;
            }

            var count = _transport.Write(session.Output.Pending);
            if (count == Transport.WouldBlock)
            {
                return;
            }

            if (count == Transport.Broken)
            {
                Close();
                return;
            }

            session.Output.Take(count);
            session.OnOutputSent();
        }
    }
}
