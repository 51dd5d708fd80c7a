using Farol.Gateway.Loop;
using Farol.Gateway.Native;

namespace Farol.Gateway.Http2;

/// <summary>The server's side of an HTTP/2 connection.</summary>
internal sealed class Http2ServerSession : Http2Session
{
    public Http2ServerSession(IHttp2Events events, Http2Limits limits, BufferPool buffers)
        : base(isServer: true, events, limits, buffers)
    {
        SubmitSettings(
        [
            new Nghttp2Setting(Nghttp2Setting.MaxConcurrentStreams, (uint)limits.MaxConcurrentStreams),
            new Nghttp2Setting(Nghttp2Setting.InitialWindowSize, (uint)limits.StreamWindowBytes),
            new Nghttp2Setting(Nghttp2Setting.MaxHeaderListSize, (uint)limits.MaxHeaderListBytes),
            new Nghttp2Setting(Nghttp2Setting.EnableConnectProtocol, 1),
            new Nghttp2Setting(Nghttp2Setting.NoOldPriorities, 1),
        ]);
        SetConnectionWindow(limits.ConnectionWindowBytes);
    }

    /// <summary>A 1xx head; others follow.</summary>
    public bool SubmitInterim(Http2Stream stream, FieldBlock fields) => stream.StreamId != 0 && SubmitHeaders(stream.StreamId, fields.ToNative(), endStream: false);

    /// <summary>The head of the answer, <c>:status</c> first.</summary>
    /// <param name="withBody">Data, or at least its end, follows.</param>
    public bool SubmitResponse(Http2Stream stream, FieldBlock fields, bool withBody)
    {
        stream.EndSent = !withBody;
        return stream.StreamId != 0 && SubmitResponse(stream.StreamId, fields.ToNative(), withBody);
    }

    /// <summary>Says that the connection will be closed; the client still may have opened streams, which are served.</summary>
    public void BeginDrain() => SubmitShutdownNotice();

    /// <summary>A round trip after <see cref="BeginDrain"/>: streams that came until now are served, none after them.</summary>
    public void FinishDrain() => SubmitGoAway((uint)Http2Error.None);
}
