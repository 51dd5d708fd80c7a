using Farol.Gateway.Native;

namespace Farol.Gateway.Http2;

/// <content>What the backend says.</content>
internal sealed partial class Http2BackendConnection : IHttp2Events
{
    public Http2Stream TakeStream() => throw new InvalidOperationException("a backend opens no streams");

    public void OnHead(Http2Stream stream, FieldBlock fields, bool isEnd)
    {
        var backend = (Http2BackendStream)stream;
        backend.ReceiveHead(fields, isEnd);
        Queue(backend);
    }

    public void OnBadHead(Http2Stream stream, Http2Fault fault) => Session!.Reset(stream, Http2Error.Protocol);

    public void OnData(Http2Stream stream, ReadOnlySpan<byte> data)
    {
        var backend = (Http2BackendStream)stream;
        if (backend.Reader is null)
        {
            Session!.Consume(stream, data.Length);
            return;
        }

        backend.Receive(data);
        Queue(backend);
    }

    public void OnTrailers(Http2Stream stream, FieldBlock fields) => ((Http2BackendStream)stream).ReceiveTrailers(fields);

    public void OnInputEnd(Http2Stream stream) => Queue((Http2BackendStream)stream);

    public void OnWritable(Http2Stream stream) => ((Http2BackendStream)stream).Reader?.OnReady(ReadyEvents.Write);

    public void OnClosed(Http2Stream stream, Http2Error code)
    {
        var backend = (Http2BackendStream)stream;
        backend.OnClosed(code);
        if (backend.Reader is not null)
        {
            Queue(backend);
        }
    }

    public void OnGoAway(int lastStreamId, Http2Error code) => _goingAway = true;

    public void OnSettings()
    {
        if (!HasSettings)
        {
            HasSettings = true;
            foreach (var stream in _streams)
            {
                if (stream.IsForWebSocket)
                {
                    Queue(stream);
                }
            }
        }
    }

    public void OnPingAnswered()
    {
    }

    public void OnFault(Http2Fault fault) => _shared.Count(fault);

    private void Queue(Http2BackendStream stream)
    {
        if (!stream.IsQueued)
        {
            stream.IsQueued = true;
            _ready.Enqueue(stream);
        }
    }
}
