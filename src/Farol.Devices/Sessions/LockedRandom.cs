namespace Farol.Devices.Sessions;

/// <summary>A source of randomness that the lanes of a router may share.</summary>
internal sealed class LockedRandom(Random random) : Random
{
    private readonly Lock _gate = new();

    protected override double Sample()
    {
        lock (_gate)
        {
            return random.NextDouble();
        }
    }

    public override double NextDouble() => Sample();
}
