using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>A backend that answers <c>/case</c> with the bytes of a case, and ends the connection after those that need its end; everything
/// else it answers as it should be.</summary>
internal sealed class ScriptedBackend : IDisposable
{
    private readonly RawBackend _backend;
    private volatile byte[] _bytes = [];
    private volatile bool _ends;
    private int _poisoned;

    public ScriptedBackend() => _backend = new RawBackend(ServeAsync);

    public int Port => _backend.Port;

    /// <summary>Connections on which a request came after a case that must have ended them.</summary>
    public int Poisoned => Volatile.Read(ref _poisoned);

    public void Play(HttpCase one)
    {
        _bytes = one.Input;
        _ends = one.Expected.Count == 0 || one.Expected[^1].Contains("incomplete", StringComparison.Ordinal)
            || one.Expected[^1].Contains("until-close", StringComparison.Ordinal) || one.Expected[^1].StartsWith("response 10", StringComparison.Ordinal);
    }

    public void Dispose() => _backend.Dispose();

    private async Task ServeAsync(RawConnection connection)
    {
        var mustEnd = false;
        while (true)
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            if (mustEnd)
            {
                _ = Interlocked.Increment(ref _poisoned);
            }

            if (!head.Contains(" /case ", StringComparison.Ordinal))
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nclean");
                continue;
            }

            await connection.SendAsync(_bytes);
            if (_ends)
            {
                return;
            }

            mustEnd = ExpectedAnswer.MustEndConnection(_bytes, head.StartsWith("HEAD", StringComparison.Ordinal));
        }
    }
}
