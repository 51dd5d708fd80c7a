using Farol.Devices.Ssh.Native;

namespace Farol.Devices.Ssh;

/// <summary>A session that is being opened: its socket and its thread, and how each step is bounded and cancelled.</summary>
internal sealed class SshOpening
{
    private readonly SshThread _thread;
    private readonly string _target;
    private readonly TimeProvider _time;
    private LibsshSession? _session;

    public SshOpening(string target, TimeProvider time)
    {
        (_target, _time) = (target, time);
        _thread = new SshThread($"ssh {target}", CleanUp);
    }

    public SshSocket Socket { get; } = new();

    /// <summary>Runs a step on the session's thread. When it is late or cancelled the socket is shut down, which ends it.</summary>
    public Task<T> StepAsync<T>(
        Func<LibsshSession, SshPatience, T> step, TimeSpan limit, DeviceException late, CancellationToken cancellationToken) =>
        WithinAsync(
            async token =>
            {
                await using (token.UnsafeRegister(static socket => ((SshSocket)socket!).Abort(), Socket))
                {
                    return await _thread.RunAsync(() =>
                    {
                        _session ??= new LibsshSession();
                        return step(_session, new SshPatience(Socket, _session));
                    });
                }
            },
            limit,
            late,
            cancellationToken);

    /// <summary>Bounds an action; whatever it throws after its time is over is <paramref name="late"/>.</summary>
    public async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> action, TimeSpan limit, DeviceException late, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            var result = await action(both.Token);
            both.Token.ThrowIfCancellationRequested();
            return result;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (timer.IsCancellationRequested)
        {
            throw late;
        }
    }

    public SshShell Complete(SshServer server) =>
        new(Socket, _thread, _session ?? throw new InvalidOperationException("No step has run"), server, _target, _time);

    /// <summary>Ends the thread and frees what it held.</summary>
    public async Task GiveUpAsync()
    {
        Socket.Abort();
        _thread.Finish();
        await _thread.Ended;
    }

    private void CleanUp()
    {
        _session?.Dispose();
        Socket.Dispose();
    }
}
