using System.Net.Sockets;
using System.Runtime.InteropServices;
using Farol.Simulator.Terminals;

namespace Farol.Simulator.Telnet;

/// <summary>One Telnet client: options by RFC 854, 857 and 858 (the server echoes, no go-ahead), everything else is refused.</summary>
internal sealed class TelnetConnection(Socket socket) : TerminalConnection(socket)
{
    private readonly TelnetDecoder _decoder = new();
    private readonly byte[] _raw = new byte[4096];

    public override string Protocol => "telnet";

    public void Negotiate() => SendAll(TelnetDecoder.Opening);

    public override int Read(Span<byte> destination, int timeoutMilliseconds)
    {
        while (true)
        {
            if (!WaitForInput((int)Socket.Handle, timeoutMilliseconds))
            {
                return 0;
            }

            var room = _raw.AsSpan(0, Math.Min(_raw.Length, destination.Length));
            var received = Receive(room);
            var count = _decoder.Decode(room[..received], destination, out var answer);
            if (answer.Count > 0)
            {
                SendAll(CollectionsMarshal.AsSpan(answer));
            }

            if (count > 0 || timeoutMilliseconds == 0)
            {
                return count;
            }
        }
    }

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf(TelnetDecoder.Command) < 0)
        {
            SendAll(bytes);
            return;
        }

        var escaped = new List<byte>(bytes.Length + 16);
        foreach (var value in bytes)
        {
            escaped.Add(value);
            if (value == TelnetDecoder.Command)
            {
                escaped.Add(value);
            }
        }

        SendAll(CollectionsMarshal.AsSpan(escaped));
    }

    public override void Close()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The client was faster.
        }
    }

    private int Receive(Span<byte> room)
    {
        try
        {
            var received = Socket.Receive(room);
            return received > 0 ? received : throw new ConnectionEndedException("closed by the client");
        }
        catch (SocketException broken)
        {
            throw new ConnectionEndedException($"read: {broken.SocketErrorCode}");
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[Socket.Send(bytes)..];
            }
        }
        catch (SocketException broken)
        {
            throw new ConnectionEndedException($"write: {broken.SocketErrorCode}");
        }
    }
}
