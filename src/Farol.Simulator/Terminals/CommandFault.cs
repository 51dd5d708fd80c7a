namespace Farol.Simulator.Terminals;

/// <summary>A fault that strikes one command's output.</summary>
internal sealed class CommandFault(ScenarioKind kind, int afterBytes)
{
    private volatile bool _isReleased;

    public ScenarioKind Kind { get; } = kind;

    public int AfterBytes { get; } = afterBytes;

    /// <summary>A hanging terminal goes on once this is true.</summary>
    public bool IsReleased => _isReleased;

    public void Release() => _isReleased = true;
}
