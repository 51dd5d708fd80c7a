namespace Farol.Supervision;

/// <summary>Counts the gateway's crashes by the document that it ran on: after three on one, that document is not tried again.</summary>
internal sealed class CrashingDocument
{
    public const int MaxCrashes = 3;

    /// <summary>Each costs a crash, and all are forgotten when one runs well.</summary>
    private readonly Dictionary<string, int> _crashes = new(StringComparer.Ordinal);

    private string? _running;

    /// <summary>The hash that the next start is told to leave alone; <c>null</c> when there is none.</summary>
    public string? Banned { get; private set; }

    /// <summary>
    /// The gateway begins to use a document. One that crashes it before it could be kept is tried after the kept one at each start, so that other documents in
    /// between excuse none.
    /// </summary>
    public void Trying(string hash) => _running = hash;

    /// <returns>True: this was the last crash that this document was allowed.</returns>
    public bool Crashed()
    {
        if (_running is not { } hash)
        {
            return false;
        }

        var crashes = _crashes.GetValueOrDefault(hash) + 1;
        if (crashes < MaxCrashes)
        {
            _crashes[hash] = crashes;
            return false;
        }

        (Banned, _running) = (hash, null);
        _crashes.Clear();
        return true;
    }

    /// <summary>A child that ran well for a while: crashes of long ago are not counted together with new ones.</summary>
    public void WasWell() => _crashes.Clear();
}
