using Farol.Devices.Ssh.Native;

namespace Farol.Devices.Ssh;

/// <summary>Makes a call of libssh again and again, each time when the socket is ready, until it has an answer.</summary>
internal sealed class SshPatience(SshSocket socket, LibsshSession session)
{
    /// <summary>True if the call ended well; <see cref="LibsshSession.LastError"/> says why not.</summary>
    /// <exception cref="IOException">Aborted.</exception>
    public bool Await(Func<int> call)
    {
        int result;
        while ((result = call()) == Libssh.Again && session.IsAlive)
        {
            Wait();
        }

        return result == Libssh.Ok;
    }

    /// <inheritdoc cref="Await(Func{int})"/>
    public AuthenticationResult Await(Func<AuthenticationResult> call)
    {
        AuthenticationResult result;
        while ((result = call()) is AuthenticationResult.Again && session.IsAlive)
        {
            Wait();
        }

        return result is AuthenticationResult.Again ? AuthenticationResult.Error : result;
    }

    private void Wait()
    {
        if (!socket.IsAborted)
        {
            socket.Wait((short)(Posix.PollIn | (session.HasUnsentBytes ? Posix.PollOut : 0)));
        }

        if (socket.IsAborted)
        {
            throw new IOException("The connection attempt was given up");
        }
    }
}
