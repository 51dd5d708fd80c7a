namespace Farol.Gateway.Snapshot;

/// <summary>
/// The lasting identity of a pool, route or tenant: the same object through all snapshots that have the name, so figures stay with it. The
/// index is dense and is given to another name once this one is gone, then with another object.
/// </summary>
internal sealed class MeterKey(string name, int index)
{
    public string Name { get; } = name;

    public int Index { get; } = index;

    public override string ToString() => Name;
}
