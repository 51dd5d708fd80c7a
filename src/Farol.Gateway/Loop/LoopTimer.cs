namespace Farol.Gateway.Loop;

/// <summary>
/// One deadline of one owner. Moving it later costs a field: the wheel looks again when the old time comes, so a busy connection
/// does not touch the wheel for every request.
/// </summary>
internal sealed class LoopTimer(ITimed owner)
{
    internal LoopTimer? Previous { get; set; }

    internal LoopTimer? Next { get; set; }

    internal ITimed Owner { get; } = owner;

    /// <summary>The bucket it hangs in; -1 while it hangs nowhere.</summary>
    internal int Bucket { get; set; } = -1;

    /// <summary>When the wheel looks at it, in milliseconds of the loop's clock.</summary>
    internal long LookAt { get; set; }

    /// <summary>When it is due, in milliseconds of the loop's clock; <see cref="long.MaxValue"/> for never.</summary>
    public long Due { get; internal set; } = long.MaxValue;
}
