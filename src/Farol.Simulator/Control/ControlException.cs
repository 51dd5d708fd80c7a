namespace Farol.Simulator.Control;

/// <summary>A request that cannot be answered, with the HTTP status that says so.</summary>
internal sealed class ControlException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
