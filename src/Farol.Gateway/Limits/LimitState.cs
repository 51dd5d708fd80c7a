namespace Farol.Gateway.Limits;

/// <summary>What a limit remembers over changes of configuration: its bucket, where it has one alone, and how often it refused.</summary>
internal sealed class LimitState
{
    private long _fullAt;
    private long _hits;

    public ref long FullAt => ref _fullAt;

    public long Hits => Interlocked.Read(ref _hits);

    public void CountHit() => Interlocked.Increment(ref _hits);
}
