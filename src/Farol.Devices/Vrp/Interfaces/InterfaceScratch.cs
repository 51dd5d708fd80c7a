using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>What every interface of a listing collects into, one after the other.</summary>
internal sealed class InterfaceScratch
{
    public CounterSet Input { get; } = new();

    public CounterSet Output { get; } = new();

    public ImmutableArray<string>.Builder Addresses { get; } = ImmutableArray.CreateBuilder<string>();

    public ImmutableArray<TrunkMember>.Builder Members { get; } = ImmutableArray.CreateBuilder<TrunkMember>();

    public void Clear()
    {
        Input.Clear();
        Output.Clear();
        Addresses.Clear();
        Members.Clear();
    }
}
