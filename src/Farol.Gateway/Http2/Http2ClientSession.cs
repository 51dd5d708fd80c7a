using Farol.Gateway.Loop;
using Farol.Gateway.Native;

namespace Farol.Gateway.Http2;

/// <summary>The client's side of an HTTP/2 connection: the gateway's connections to backends that speak it.</summary>
internal sealed class Http2ClientSession : Http2Session
{
    public Http2ClientSession(IHttp2Events events, Http2Limits limits, BufferPool buffers)
        : base(isServer: false, events, limits, buffers)
    {
        SubmitSettings(
        [
            new Nghttp2Setting(Nghttp2Setting.EnablePush, 0),
            new Nghttp2Setting(Nghttp2Setting.InitialWindowSize, (uint)limits.StreamWindowBytes),
            new Nghttp2Setting(Nghttp2Setting.MaxHeaderListSize, (uint)limits.MaxHeaderListBytes),
            new Nghttp2Setting(Nghttp2Setting.NoOldPriorities, 1),
        ]);
        SetConnectionWindow(limits.ConnectionWindowBytes);
    }

    /// <summary>The server takes another stream: it has not said goodbye, numbers are left, and its bound is not reached.</summary>
    public bool CanOpen => IsAlive && RequestAllowed() && OpenStreams < RemoteSetting(Nghttp2Setting.MaxConcurrentStreams);

    /// <summary>The server takes WebSockets over streams (RFC 8441).</summary>
    public bool TakesExtendedConnect => RemoteSetting(Nghttp2Setting.EnableConnectProtocol) == 1;

    /// <summary>Opens a stream with a request's head, pseudo-fields first.</summary>
    /// <returns>False when none can be opened any more on this connection.</returns>
    public bool TryOpen(Http2Stream stream, FieldBlock fields, bool withBody)
    {
        var streamId = SubmitRequest(fields.ToNative(), withBody);
        if (streamId <= 0)
        {
            return false;
        }

        Track(stream, streamId);
        return true;
    }

    protected override bool IsInterim() => TryGetReceived(":status"u8, out var status) && status is [(byte)'1', ..];
}
