using System.Runtime.InteropServices;
using Farol.Simulator.Native;
using Farol.Simulator.Terminals;

namespace Farol.Simulator.Ssh;

/// <summary>The authentication part of a connection: password and keyboard-interactive, three tries as the router's default.</summary>
internal sealed class SshLogin(nint session, Func<string, string, bool> check)
{
    private const int MaxTries = 3;

    private string _user = string.Empty;
    private int _tries;

    /// <returns>The user who got in.</returns>
    public string Run()
    {
        while (true)
        {
            var message = SshConnection.NextMessage(session);
            try
            {
                if (Handle(message))
                {
                    return _user;
                }
            }
            finally
            {
                LibSsh.FreeMessage(message);
            }

            if (_tries >= MaxTries)
            {
                throw new ConnectionEndedException("too many wrong passwords");
            }
        }
    }

    private bool Handle(nint message)
    {
        switch (LibSsh.MessageType(message), LibSsh.MessageSubtype(message))
        {
            case (LibSsh.RequestService, _):
                _ = LibSsh.ReplyServiceSuccess(message);
                return false;
            case (LibSsh.RequestAuth, LibSsh.AuthPassword):
                _user = LibSsh.AuthUser(message);
                return Judge(message, LibSsh.AuthPasswordOf(message));
            case (LibSsh.RequestAuth, LibSsh.AuthInteractive) when LibSsh.IsInteractiveResponse(message) != 0:
                return Judge(message, LibSsh.InteractiveAnswer(session));
            case (LibSsh.RequestAuth, LibSsh.AuthInteractive):
                _user = LibSsh.AuthUser(message);
                Ask(message);
                return false;
            default:
                _ = LibSsh.SetMessageAuthMethods(message, LibSsh.AuthPassword | LibSsh.AuthInteractive);
                _ = LibSsh.ReplyDefault(message);
                return false;
        }
    }

    private bool Judge(nint message, string password)
    {
        _tries++;
        if (check(_user, password))
        {
            _ = LibSsh.ReplyAuthSuccess(message, 0);
            return true;
        }

        _ = LibSsh.SetMessageAuthMethods(message, LibSsh.AuthPassword | LibSsh.AuthInteractive);
        _ = LibSsh.ReplyDefault(message);
        return false;
    }

    private static void Ask(nint message)
    {
        var prompt = Marshal.StringToCoTaskMemUTF8("Enter password:");
        try
        {
            var noEcho = (byte)0;
            _ = LibSsh.RequestInteractive(message, string.Empty, string.Empty, 1, in prompt, in noEcho);
        }
        finally
        {
            Marshal.FreeCoTaskMem(prompt);
        }
    }
}
