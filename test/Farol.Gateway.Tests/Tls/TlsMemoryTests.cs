namespace Farol.Gateway.Tests.Tls;

/// <summary>Measured over the whole process, so nothing else may run.</summary>
[Collection(MemoryGroup.Name)]
public sealed class TlsMemoryTests : IDisposable
{
    private readonly TlsFixture _tls = new();

    public void Dispose() => _tls.Dispose();

    [Fact]
    public void Five_thousand_handshakes_leave_nothing_behind()
    {
        var (server, client) = (_tls.Server(["default.test"], ["a.test"]), _tls.Client());
        Shake(500);
        var before = ResidentBytes();
        Shake(5000);
        // A connection that was forgotten would cost 30 KB or more: 150 MB over all.
        Assert.True(ResidentBytes() - before < 30_000_000, $"{ResidentBytes() - before} bytes more");

        void Shake(int count)
        {
            for (var i = 0; i < count; i++)
            {
                new TlsPair(server, client).Shake().Dispose();
            }
        }

        static long ResidentBytes()
        {
            GC.Collect();
            return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], null) * Environment.SystemPageSize;
        }
    }
}
