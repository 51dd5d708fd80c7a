namespace Farol.Gateway.Tls;

/// <summary>Handshakes of a listener or of a pool, over all loops. It outlives the contexts, so that a reload resets nothing.</summary>
internal sealed class TlsCounters
{
    private static readonly int _kinds = Enum.GetValues<HandshakeFailure>().Length;

    private readonly long[] _failures = new long[_kinds];
    private long _completed;
    private long _resumed;

    public long Completed => Interlocked.Read(ref _completed);

    /// <summary>Those of <see cref="Completed"/> that went on with an earlier session.</summary>
    public long Resumed => Interlocked.Read(ref _resumed);

    public long Failed(HandshakeFailure kind) => Interlocked.Read(ref _failures[(int)kind]);

    /// <summary>Results that exclude each other, so that their sum is all handshakes.</summary>
    public IEnumerable<(string Result, long Count)> Read() =>
        new[] { ("full", Completed - Resumed), ("resumed", Resumed) }
            .Concat(Enum.GetValues<HandshakeFailure>().Where(k => k != HandshakeFailure.None).Select(k => (Metering.WireNames.Of(k), Failed(k))));

    internal void CountCompleted(bool resumed)
    {
        Interlocked.Increment(ref _completed);
        if (resumed)
        {
            Interlocked.Increment(ref _resumed);
        }
    }

    internal void CountFailed(HandshakeFailure kind) => Interlocked.Increment(ref _failures[(int)kind]);
}
