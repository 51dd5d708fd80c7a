using Farol.Simulator.Cli;
using Farol.Simulator.Ssh;
using Farol.Simulator.Telnet;

namespace Farol.Simulator.Terminals;

/// <summary>Brings a connection from its login to its command line.</summary>
internal sealed class TerminalHost(RouterCore router, Func<SshServerSettings> sshSettings)
{
    /// <summary>The router's default for a login that does not come to an end.</summary>
    private static readonly TimeSpan _loginTime = TimeSpan.FromSeconds(60);

    private const int MaxTelnetTries = 3;

    public void ServeSsh(TerminalConnection connection)
    {
        var level = default(CommandLevel?);
        string user;
        using (AbortAfterLoginTime(connection))
        {
            user = ((SshConnection)connection).Open(sshSettings(), (name, password) =>
            {
                level = router.Guard.Check(connection.Remote, name, password);
                return level is not null;
            });
        }

        Run(connection, new TerminalIo(connection, new Random(router.Options.Seed)), user, level!.Value);
    }

    public void ServeTelnet(TerminalConnection connection)
    {
        ((TelnetConnection)connection).Negotiate();
        var io = new TerminalIo(connection, new Random(router.Options.Seed));
        io.Write($"\r\n{CliMessages.TelnetWarning}\r\n\r\nLogin authentication\r\n\r\n");
        (string User, CommandLevel Level)? login;
        using (AbortAfterLoginTime(connection))
        {
            login = LoginByTelnet(connection, io);
        }

        if (login is { } done)
        {
            Run(connection, io, done.User, done.Level);
        }

        io.Flush();
    }

    private (string User, CommandLevel Level)? LoginByTelnet(TerminalConnection connection, TerminalIo io)
    {
        var editor = new LineEditor(io);
        byte? WaitForKey() => io.ReadByte(Timeout.InfiniteTimeSpan);
        for (var tries = 0; tries < MaxTelnetTries; tries++)
        {
            if (router.Guard.IsLocked(connection.Remote))
            {
                io.Write(CliMessages.AddressLocked + "\r\n");
                return null;
            }

            io.Write("\r\nUsername:");
            var (_, user) = editor.Read(echo: true, WaitForKey, aids: null);
            io.Write("Password:");
            var (_, password) = editor.Read(echo: false, WaitForKey, aids: null);
            if (router.Guard.Check(connection.Remote, user, password) is { } level)
            {
                return (user, level);
            }

            io.Write(CliMessages.LoginRefused + "\r\n");
        }

        return null;
    }

    private void Run(TerminalConnection connection, TerminalIo io, string user, CommandLevel level)
    {
        var terminal = router.Faults.TerminalsBusy ? null : router.Terminals.Take(user, connection, router.Time.GetUtcNow());
        if (terminal is null)
        {
            io.Write($"\r\n{CliMessages.TerminalsBusy}\r\n");
            io.Flush();
            return;
        }

        var isIdle = false;
        using var idle = router.Time.CreateTimer(
            _ =>
            {
                Volatile.Write(ref isIdle, true);
                connection.Wake();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        try
        {
            new CliSession(router, io, level, terminal).Run(() =>
            {
                if (!io.HasTyped)
                {
                    idle.Change(router.Options.IdleTimeout, Timeout.InfiniteTimeSpan);
                }

                return io.ReadByte(Timeout.InfiniteTimeSpan, () => Volatile.Read(ref isIdle));
            });
        }
        finally
        {
            router.Terminals.Return(terminal);
        }
    }

    private ITimer AbortAfterLoginTime(TerminalConnection connection) =>
        router.Time.CreateTimer(_ => connection.Abort(), null, _loginTime, Timeout.InfiniteTimeSpan);
}
