using System.Text;

namespace Farol.Devices.Terminals;

/// <summary>The last bytes that went over a terminal, for diagnostics. Bounded; secrets never enter it.</summary>
public sealed class TerminalTranscript
{
    private readonly Lock _gate = new();
    private readonly byte[] _ring;
    private long _written;

    /// <param name="maxBytes">Kept; older bytes are overwritten.</param>
    public TerminalTranscript(int maxBytes = 64 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        _ring = new byte[maxBytes];
    }

    /// <returns>What is kept, oldest first; control characters are written as in <c>\x1B</c>.</returns>
    public override string ToString()
    {
        byte[] kept;
        lock (_gate)
        {
            kept = new byte[Math.Min(_written, _ring.Length)];
            for (var i = 0; i < kept.Length; i++)
            {
                kept[i] = _ring[(_written - kept.Length + i) % _ring.Length];
            }
        }

        var text = new StringBuilder(kept.Length);
        foreach (var c in Encoding.Latin1.GetString(kept))
        {
            _ = c is '\n' or '\t' || !char.IsControl(c) ? text.Append(c) : text.Append($"\\x{(int)c:X2}");
        }

        return text.ToString();
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (var b in bytes)
            {
                _ring[_written++ % _ring.Length] = b;
            }
        }
    }
}
