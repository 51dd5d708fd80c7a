namespace Farol.Control.Revisions;

/// <summary>Which revision made an object what it is.</summary>
internal sealed class ObjectRow
{
    public string Name { get; init; } = "";

    public long Number { get; init; }

    public long ChangedAtMs { get; init; }
}
