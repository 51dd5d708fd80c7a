using Farol.Monitor.Polling;

namespace Farol.Monitor.Routers;

/// <summary>The families that are polled of one router.</summary>
internal sealed class RouterFamilies(IReadOnlyList<IFamily> all)
{
    public IReadOnlyList<IFamily> All => all;

    /// <exception cref="KeyNotFoundException">There is no such family: a mistake of ours.</exception>
    public IFamily this[string name] => all.FirstOrDefault(f => f.Plan.Name == name) ?? throw new KeyNotFoundException(name);
}
