namespace Farol.Supervision;

/// <summary>Counts the gateway's crashes by the document that it ran on: after three on one, that document is not tried again.</summary>
internal sealed class CrashingDocument
{
    public const int MaxCrashes = 3;

    private string? _running;
    private int _crashes;

    /// <summary>The hash that the next start is told to leave alone; <c>null</c> when there is none.</summary>
    public string? Banned { get; private set; }

    /// <summary>The gateway begins to use a document.</summary>
    public void Trying(string hash)
    {
        if (_running != hash)
        {
            (_running, _crashes) = (hash, 0);
        }
    }

    /// <returns>True: this was the last crash that this document was allowed.</returns>
    public bool Crashed()
    {
        if (_running is null || ++_crashes < MaxCrashes)
        {
            return false;
        }

        (Banned, _running, _crashes) = (_running, null, 0);
        return true;
    }

    /// <summary>A child that ran well for a while: crashes of long ago are not counted together with new ones.</summary>
    public void WasWell() => _crashes = 0;
}
