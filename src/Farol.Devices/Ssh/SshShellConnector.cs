using System.Net.Sockets;
using Farol.Devices.Ssh.Native;

namespace Farol.Devices.Ssh;

/// <summary>Opens terminals over SSH (libssh): connect, exchange keys, judge the host key, log in, ask for a terminal.</summary>
/// <remarks>Every step has its own limit and ends at once when cancelled; a failed one leaves no thread, socket or session behind.</remarks>
public sealed class SshShellConnector(SshSettings settings, IHostKeyPins pins, TimeProvider time) : IShellConnector
{
    private const string TerminalType = "vt100";

    public string Protocol => "ssh";

    public string Target => settings.Target;

    public async Task<IShell> OpenAsync(CancellationToken cancellationToken)
    {
        if (settings.Validate() is { Count: > 0 } errors)
        {
            throw SshFaults.BadSettings(Target, errors);
        }

        LibsshLibrary.Require();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await OpenCheckedAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw SshFaults.NoResources(Target, e);
        }
    }

    private async Task<IShell> OpenCheckedAsync(CancellationToken cancellationToken)
    {
        var opening = new SshOpening(Target, time);
        try
        {
            await ConnectAsync(opening, cancellationToken);
            var pinned = settings.TrustedHostKey is null ? await pins.FindAsync(settings.Host, settings.Port, cancellationToken) : null;
            var server = await opening.StepAsync(
                (session, patience) => SshHandshake.Run(opening.Socket, session, patience, settings, pinned),
                settings.KeyExchangeTimeout,
                SshFaults.Late(Target, "the key exchange", settings.KeyExchangeTimeout, nameof(settings.KeyExchangeTimeout)),
                cancellationToken);
            await JudgeAsync(server.Key, pinned, cancellationToken);
            await opening.StepAsync(
                LogIn,
                settings.AuthenticationTimeout,
                SshFaults.Late(Target, "the login", settings.AuthenticationTimeout, nameof(settings.AuthenticationTimeout)),
                cancellationToken);
            await opening.StepAsync(
                OpenTerminal,
                settings.ShellTimeout,
                SshFaults.Late(Target, "opening a terminal", settings.ShellTimeout, nameof(settings.ShellTimeout)),
                cancellationToken);
            return opening.Complete(server);
        }
        catch
        {
            await opening.GiveUpAsync();
            throw;
        }
    }

    private async Task ConnectAsync(SshOpening opening, CancellationToken cancellationToken)
    {
        var late = Tcp.NoAnswer(Target, settings.ConnectTimeout);
        var addresses = await opening.WithinAsync(
            token => Tcp.ResolveAsync(settings.Host, settings.Port, token), settings.ConnectTimeout, late, cancellationToken);
        try
        {
            await opening.StepAsync(
                (_, _) =>
                {
                    opening.Socket.Connect(addresses, settings.Port, settings.ConnectTimeout / addresses.Length);
                    return true;
                },
                settings.ConnectTimeout,
                late,
                cancellationToken);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut)
        {
            throw late;
        }
        catch (SocketException e)
        {
            throw Tcp.NotConnected(e, Target);
        }
    }

    private async Task JudgeAsync(HostKey shown, HostKey? pinned, CancellationToken cancellationToken)
    {
        if (settings.TrustedHostKey is { } trusted)
        {
            if (shown.Fingerprint != trusted)
            {
                throw SshFaults.KeyChanged(Target, shown, $"TrustedHostKey is {trusted}");
            }

            return;
        }

        var expected = pinned ?? await pins.PinAsync(settings.Host, settings.Port, shown, cancellationToken);
        if (shown.Fingerprint != expected.Fingerprint)
        {
            throw SshFaults.KeyChanged(Target, shown, $"the one it showed first was {expected.Fingerprint} ({expected.Type})");
        }
    }

    private bool LogIn(LibsshSession session, SshPatience patience)
    {
        new SshAuthentication(session, patience, settings).Run();
        return true;
    }

    private bool OpenTerminal(LibsshSession session, SshPatience patience)
    {
        Require("channel", session.OpenChannel);
        Require("terminal", () => session.RequestTerminal(TerminalType, settings.Columns, settings.Rows));
        Require("shell", session.RequestShell);
        return true;

        void Require(string what, Func<int> call)
        {
            if (!patience.Await(call))
            {
                throw SshFaults.NoShell(Target, what, session.LastError);
            }
        }
    }
}
