namespace Farol.Gateway.Compression;

/// <summary>
/// Compresses one body piece by piece: what went in comes out of <see cref="Pending"/>, which must be taken before the next piece goes in. So it
/// holds one piece and the coder's own window, whatever the body's size.
/// </summary>
internal abstract class BodyCompressor : IDisposable
{
    /// <summary>One piece costs the loop about a millisecond at most.</summary>
    public const int MaxPieceBytes = 16 * 1024;

    private readonly PendingBytes _output = new();
    private bool _isDirty;

    public ReadOnlySpan<byte> Pending => _output.Pending;

    /// <summary>Nothing more goes in.</summary>
    public bool IsFinished { get; private set; }

    protected PendingBytes Output => _output;

    public static BodyCompressor For(ContentCoding coding) => coding == ContentCoding.Brotli ? new BrotliCompressor() : new GzipCompressor();

    public void Taken(int count) => _output.Take(count);

    /// <param name="piece">At most <see cref="MaxPieceBytes"/>.</param>
    public void Add(ReadOnlySpan<byte> piece)
    {
        _isDirty = true;
        Compress(piece);
    }

    /// <summary>The backend pauses: what it said so far must reach the client. False when that has happened already.</summary>
    public bool TryFlush()
    {
        if (!_isDirty)
        {
            return false;
        }

        _isDirty = false;
        Flush();
        return true;
    }

    public void Finish()
    {
        IsFinished = true;
        End();
    }

    public void Dispose()
    {
        Free();
        _output.Release();
    }

    protected abstract void Compress(ReadOnlySpan<byte> piece);

    protected abstract void Flush();

    protected abstract void End();

    protected abstract void Free();
}
