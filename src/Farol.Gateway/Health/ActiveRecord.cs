namespace Farol.Gateway.Health;

/// <summary>What active checks of one backend found so far. Written by the one task that checks it.</summary>
internal sealed class ActiveRecord
{
    private Check? _last;

    /// <summary>The latest check; null: none has ended yet.</summary>
    public Check? Last => Volatile.Read(ref _last);

    public int GoodInARow { get; private set; }

    public int BadInARow { get; private set; }

    public void Add(Check check)
    {
        (GoodInARow, BadInARow) = check.Error is null ? (GoodInARow + 1, 0) : (0, BadInARow + 1);
        Volatile.Write(ref _last, check);
    }

    /// <summary>Checks begin anew, with other settings.</summary>
    public void Restart()
    {
        (GoodInARow, BadInARow) = (0, 0);
        Volatile.Write(ref _last, null);
    }

    /// <param name="Error">Null: it was good.</param>
    internal sealed record Check(DateTimeOffset At, TimeSpan Took, string? Error);
}
