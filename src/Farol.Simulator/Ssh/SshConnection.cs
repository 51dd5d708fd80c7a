using System.Net.Sockets;
using System.Runtime.InteropServices;
using Farol.Simulator.Native;
using Farol.Simulator.Terminals;

namespace Farol.Simulator.Ssh;

/// <summary>
/// One SSH client. libssh owns a copy of the socket's descriptor; ours is for cutting the connection from another thread. All
/// libssh calls are made by the connection's own thread.
/// </summary>
internal sealed class SshConnection(Socket socket) : TerminalConnection(socket)
{
    private nint _session;
    private nint _channel;
    private int _descriptor;

    public override string Protocol => "ssh";

    /// <summary>Shakes hands, lets <paramref name="check"/> judge the password, and waits for a terminal with a shell.</summary>
    /// <returns>The user.</returns>
    /// <exception cref="ConnectionEndedException">The client went away, could not log in, or wants something else than a terminal.</exception>
    public string Open(SshServerSettings settings, Func<string, string, bool> check)
    {
        Accept(settings);
        LibSsh.SetAuthMethods(_session, LibSsh.AuthPassword | LibSsh.AuthInteractive);
        if (LibSsh.HandleKeyExchange(_session) != LibSsh.Ok)
        {
            throw new ConnectionEndedException($"key exchange: {LibSsh.ErrorText(_session)}");
        }

        var user = new SshLogin(_session, check).Run();
        OpenShell();
        LibSsh.RefuseOtherMessages(_session);
        return user;
    }

    public override int Read(Span<byte> destination, int timeoutMilliseconds)
    {
        var count = ReadNow(destination);
        if (count > 0 || timeoutMilliseconds == 0)
        {
            return count;
        }

        // A readable socket may bring nothing for the channel (a keep-alive, a window change): that is no input, and no time-out.
        do
        {
            if (!WaitForInput(_descriptor, timeoutMilliseconds))
            {
                return ReadNow(destination);
            }

            count = ReadNow(destination);
        }
        while (count == 0);

        return count;
    }

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && LibSsh.Write(_channel, in MemoryMarshal.GetReference(bytes), (uint)bytes.Length) != bytes.Length)
        {
            throw new ConnectionEndedException($"write: {LibSsh.ErrorText(_session)}");
        }
    }

    public override void Close()
    {
        if (_channel != 0)
        {
            _ = LibSsh.SendExitStatus(_channel, 0);
            _ = LibSsh.SendEndOfFile(_channel);
            _ = LibSsh.CloseChannel(_channel);
            WaitForClient();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_session != 0)
        {
            LibSsh.Disconnect(_session);
            LibSsh.FreeSession(_session);
            _session = 0;
        }

        base.Dispose(disposing);
    }

    private int ReadNow(Span<byte> destination)
    {
        var count = LibSsh.Read(_channel, ref MemoryMarshal.GetReference(destination), (uint)destination.Length, 0);
        if (count > 0)
        {
            return count;
        }

        return count < 0 || LibSsh.IsEndOfFile(_channel) != 0 || LibSsh.IsClosed(_channel) != 0
            ? throw new ConnectionEndedException("closed by the client")
            : 0;
    }

    private void Accept(SshServerSettings settings)
    {
        _session = LibSsh.NewSession();
        var bind = LibSsh.NewBind();
        try
        {
            settings.Apply(bind);
            _descriptor = LibC.Duplicate((int)Socket.Handle);
            if (LibSsh.AcceptDescriptor(bind, _session, _descriptor) != LibSsh.Ok)
            {
                throw new ConnectionEndedException($"accept: {LibSsh.ErrorText(bind)}");
            }
        }
        finally
        {
            LibSsh.FreeBind(bind);
        }
    }

    /// <summary>A client that still has its own goodbye to say would otherwise report a broken pipe.</summary>
    private void WaitForClient()
    {
        var seconds = 2L;
        _ = LibSsh.SetSessionOption(_session, LibSsh.SessionTimeoutSeconds, in seconds);
        var message = LibSsh.GetMessage(_session);
        if (message != 0)
        {
            LibSsh.FreeMessage(message);
        }
    }

    private void OpenShell()
    {
        while (true)
        {
            var message = NextMessage(_session);
            try
            {
                switch ((LibSsh.MessageType(message), LibSsh.MessageSubtype(message)))
                {
                    case (LibSsh.RequestChannelOpen, LibSsh.ChannelSession) when _channel == 0:
                        _channel = LibSsh.AcceptChannel(message);
                        break;
                    case (LibSsh.RequestChannel, LibSsh.ChannelRequestPty or LibSsh.ChannelRequestEnv):
                        _ = LibSsh.ReplyChannelSuccess(message);
                        break;
                    case (LibSsh.RequestChannel, LibSsh.ChannelRequestShell):
                        _ = LibSsh.ReplyChannelSuccess(message);
                        return;
                    default:
                        // exec and subsystems are refused, as the router does.
                        _ = LibSsh.ReplyDefault(message);
                        break;
                }
            }
            finally
            {
                LibSsh.FreeMessage(message);
            }
        }
    }

    /// <summary>Waits for what the client wants next. libssh stops waiting after ten seconds; a person may take longer.</summary>
    internal static nint NextMessage(nint session)
    {
        while (true)
        {
            var message = LibSsh.GetMessage(session);
            if (message != 0)
            {
                return message;
            }

            if (LibSsh.IsConnected(session) == 0)
            {
                throw new ConnectionEndedException($"login: {LibSsh.ErrorText(session)}");
            }
        }
    }
}
