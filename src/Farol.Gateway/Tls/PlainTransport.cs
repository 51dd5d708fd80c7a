using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>A socket in clear.</summary>
internal sealed class PlainTransport(int socket) : Transport
{
    private int _socket = socket;

    public override bool HasPendingRead => false;

    public override bool ShortReadDrains => true;

    public override int Read(Span<byte> into)
    {
        var count = Posix.Receive(_socket, into);
        return count >= 0 ? count : Failure();
    }

    public override int Write(ReadOnlySpan<byte> bytes)
    {
        var count = Posix.Send(_socket, bytes);
        return count >= 0 ? count : Failure();
    }

    public override int Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var count = Posix.Send(_socket, first, second);
        return count >= 0 ? count : Failure();
    }

    public override HandshakeOutcome Handshake() => HandshakeOutcome.Done;

    public override void ShutdownWrite() => Posix.ShutdownWrite(_socket);

    public override void Close()
    {
        if (_socket >= 0)
        {
            _ = Posix.Close(_socket);
            _socket = -1;
        }
    }

    private static int Failure() => Posix.LastError is Errno.TryAgain or Errno.InterruptedCall ? WouldBlock : Broken;
}
