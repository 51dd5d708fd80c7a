namespace Farol.Simulator.Terminals;

/// <summary>How often each command was answered.</summary>
internal sealed class CommandCounts
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _byName = [];

    public void Add(string name)
    {
        lock (_gate)
        {
            _byName[name] = _byName.GetValueOrDefault(name) + 1;
        }
    }

    public Dictionary<string, long> Copy()
    {
        lock (_gate)
        {
            return new(_byName);
        }
    }
}
