namespace Farol.Devices.Tests.Sessions;

/// <summary>What faulty shells have in common.</summary>
internal sealed class FaultCounts
{
    public int Injected;

    public int Waiting;
}
