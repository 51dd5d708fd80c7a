using Farol.Gateway.Http1;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Http2;

/// <summary>One stream of a connection to a backend, and what came on it, written as HTTP/1.1.</summary>
internal sealed class Http2BackendStream(Http2BackendConnection connection, BodyQueue body) : Http2Stream
{
    private byte[] _text = [];
    private int _textStart;
    private int _textEnd;
    private bool _isChunked;
    private bool _isChunkOpen;
    private bool _lastChunkSent;
    private byte[] _trailers = [];
    private int _trailersLength;
    private int _chunkLeft;
    private byte[] _accept = [];
    private bool _isTunnel;

    /// <summary>Told when bytes can be read or written.</summary>
    public UpstreamConnection? Reader { get; set; }

    /// <summary>The stream or its connection ended before the answer did.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The backend has not begun with the request: it may be sent once more, whatever its method (RFC 9113, 8.7).</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The answer was given on whole.</summary>
    public bool IsFinished => IsInputEnded && _textStart == _textEnd && body.Count == 0 && (!_isChunked || _lastChunkSent);

    public bool IsQueued { get; set; }

    /// <summary>The request was HEAD: its answer has no body, whatever it says of one.</summary>
    public bool IsForHead { get; set; }

    /// <summary>It asks for a WebSocket (RFC 8441).</summary>
    public bool IsForWebSocket { get; init; }

    /// <summary>False when the handshake's key is not there: the client's could not be answered.</summary>
    public bool TryReadKey(RequestHead head, ReadOnlySpan<byte> bytes)
    {
        _accept = new byte[WebSocketKey.AcceptBytes];
        return WebSocketKey.TryFind(head, bytes, out var key) && WebSocketKey.TryAccept(key, _accept);
    }

    public void ReceiveHead(FieldBlock fields, bool isEnd)
    {
        _isTunnel = IsForWebSocket && ResponseText.IsSuccess(fields);
        if (_isTunnel)
        {
            _lastChunkSent = true;
            var accepted = ResponseText.WriteAccepted(fields, _accept, Room(RequestText.MaxLength(fields)));
            _textEnd += accepted;
            IsBroken |= accepted == 0;
            return;
        }

        var length = ResponseText.Write(fields, isEnd, IsForHead, Room(RequestText.MaxLength(fields)), out _isChunked);
        _textEnd += length;
        IsBroken |= length == 0;
        _lastChunkSent = !_isChunked;
    }

    public void Receive(ReadOnlySpan<byte> data) => body.Add(data);

    /// <summary>Trailers go with the last chunk; without chunks there is no place for them.</summary>
    public void ReceiveTrailers(FieldBlock fields)
    {
        if (_isChunked)
        {
            _trailers = new byte[RequestText.MaxLength(fields)];
            _trailersLength = RequestText.WriteTrailers(fields, _trailers);
        }
    }

    /// <summary>The session no longer knows it.</summary>
    public void OnClosed(Http2Error code)
    {
        IsRefused |= code is Http2Error.RefusedStream;
        IsBroken |= !IsInputEnded || code is not Http2Error.None;
    }

    /// <returns>As <see cref="Tls.Transport.Read"/>.</returns>
    public int Read(Span<byte> into)
    {
        if (_textStart < _textEnd)
        {
            return TakeText(into);
        }

        if (body.Count > 0)
        {
            return _isChunked && !_isChunkOpen ? OpenChunk(into) : TakeBody(into);
        }

        if (IsInputEnded && !_lastChunkSent)
        {
            _lastChunkSent = true;
            var room = Room(_trailersLength + 8);
            "0\r\n"u8.CopyTo(room);
            _trailers.AsSpan(0, _trailersLength).CopyTo(room[3..]);
            "\r\n"u8.CopyTo(room[(3 + _trailersLength)..]);
            _textEnd += 5 + _trailersLength;
            return TakeText(into);
        }

        return IsBroken ? Tls.Transport.Broken : _isTunnel && IsInputEnded ? 0 : Tls.Transport.WouldBlock;
    }

    public void Free() => body.Clear();

    private int TakeText(Span<byte> into)
    {
        var count = Math.Min(into.Length, _textEnd - _textStart);
        _text.AsSpan(_textStart, count).CopyTo(into);
        _textStart += count;
        return count;
    }

    private int OpenChunk(Span<byte> into)
    {
        _chunkLeft = body.Count;
        _isChunkOpen = true;
        var room = Room(16);
        _ = System.Buffers.Text.Utf8Formatter.TryFormat(_chunkLeft, room, out var digits, new System.Buffers.StandardFormat('x'));
        "\r\n"u8.CopyTo(room[digits..]);
        _textEnd += digits + 2;
        return TakeText(into);
    }

    private int TakeBody(Span<byte> into)
    {
        var front = body.Front;
        var count = Math.Min(into.Length, front.Length);
        if (_isChunked)
        {
            count = Math.Min(count, _chunkLeft);
            _chunkLeft -= count;
        }

        front[..count].CopyTo(into);
        body.Take(count);
        connection.Consumed(this, count);
        if (_isChunked && _chunkLeft == 0)
        {
            _isChunkOpen = false;
            "\r\n"u8.CopyTo(Room(2));
            _textEnd += 2;
        }

        return count;
    }

    private Span<byte> Room(int count)
    {
        if (_textStart == _textEnd)
        {
            _textStart = _textEnd = 0;
        }

        if (_text.Length < _textEnd + count)
        {
            Array.Resize(ref _text, Math.Max(_textEnd + count, 1024));
        }

        return _text.AsSpan(_textEnd, count);
    }
}
