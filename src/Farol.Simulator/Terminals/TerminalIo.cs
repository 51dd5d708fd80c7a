using System.Diagnostics;
using System.Text;

namespace Farol.Simulator.Terminals;

/// <summary>
/// Buffers a terminal both ways: input typed ahead waits here, output goes out in one piece when the session waits for input.
/// Faults strike here, because they are about bytes.
/// </summary>
internal sealed class TerminalIo(TerminalConnection connection, Random garbage)
{
    public const byte ControlC = 3;
    public const byte LineFeed = 10;
    public const byte CarriageReturn = 13;

    private const int FlushBytes = 16 * 1024;
    private const int MaxTypedAhead = 64 * 1024;
    private const int GarbageBytes = 512;

    private readonly byte[] _received = new byte[4096];
    private readonly Queue<byte> _typed = new();
    private byte[] _pending = new byte[FlushBytes + 4096];
    private int _pendingLength;
    private CommandFault? _fault;
    private bool _lastWasCarriageReturn;
    private bool _isInputOver;
    private int _bytesUntilFault;

    /// <summary>Whether something is typed already, so that nobody needs to wait for it.</summary>
    public bool HasTyped => _typed.Count > 0;

    /// <summary>The next byte typed, or null when the time is over.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="isOver">Asked after each wake-up: whether waiting has become pointless.</param>
    public byte? ReadByte(TimeSpan timeout, Func<bool>? isOver = null)
    {
        if (_typed.TryDequeue(out var typed))
        {
            return typed;
        }

        Flush();
        var milliseconds = timeout == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Ceiling(timeout.TotalMilliseconds);
        while (!_typed.TryDequeue(out typed))
        {
            var count = connection.Read(_received, milliseconds);
            if (count == 0 && (milliseconds >= 0 || isOver?.Invoke() == true))
            {
                return null;
            }

            Keep(_received.AsSpan(0, count));
        }

        return typed;
    }

    /// <summary>Whether Ctrl+C was typed since; what was typed before it is dropped with it, as on the router.</summary>
    public bool TakeInterrupt()
    {
        try
        {
            int count;
            while (!_isInputOver && (count = connection.Read(_received, 0)) > 0)
            {
                Keep(_received.AsSpan(0, count));
            }
        }
        catch (ConnectionEndedException)
        {
            // A client that has no more to type may still read; one that is gone shows when writing.
            _isInputOver = true;
        }

        return DropUpToInterrupt();
    }

    /// <summary>Waits unless Ctrl+C is typed; wakes without cause do not shorten it.</summary>
    /// <returns>False when interrupted.</returns>
    public bool Think(TimeSpan time)
    {
        Flush();
        var clock = Stopwatch.StartNew();
        while (time - clock.Elapsed is { Ticks: > 0 } left)
        {
            Keep(_received.AsSpan(0, connection.Read(_received, (int)Math.Ceiling(left.TotalMilliseconds))));
            if (DropUpToInterrupt())
            {
                return false;
            }
        }

        return true;
    }

    public void Write(string text) => Write(text.AsSpan());

    public void Write(ReadOnlySpan<char> text)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_pending.Length - _pendingLength < needed)
        {
            Array.Resize(ref _pending, _pendingLength + needed);
        }

        var written = Encoding.UTF8.GetBytes(text, _pending.AsSpan(_pendingLength));
        if (_fault is { Kind: ScenarioKind.Gibberish })
        {
            Scramble(_pending.AsSpan(_pendingLength, written));
        }

        _pendingLength += written;
        if (_pendingLength >= FlushBytes)
        {
            Flush();
        }
    }

    public void WriteByte(byte value)
    {
        if (_pendingLength == _pending.Length)
        {
            Flush();
        }

        _pending[_pendingLength++] = value;
    }

    /// <summary>Arms a fault for the output that begins now.</summary>
    public void Arm(CommandFault? fault)
    {
        Flush();
        _fault = fault;
        _bytesUntilFault = fault?.AfterBytes ?? 0;
    }

    /// <summary>The output is over: what comes now is the terminal's own, and no gibberish.</summary>
    public void EndOutput()
    {
        if (_fault is { Kind: ScenarioKind.Gibberish })
        {
            _fault = null;
        }
    }

    public void Flush()
    {
        var bytes = _pending.AsSpan(0, _pendingLength);
        _pendingLength = 0;
        if (_fault is { Kind: not ScenarioKind.Gibberish } fault && bytes.Length >= _bytesUntilFault)
        {
            connection.Write(bytes[.._bytesUntilFault]);
            _fault = null;
            Strike(fault);
            connection.Write(bytes[_bytesUntilFault..]);
            return;
        }

        if (bytes.Length > 0)
        {
            _bytesUntilFault -= bytes.Length;
            connection.Write(bytes);
        }
    }

    private void Strike(CommandFault fault)
    {
        switch (fault.Kind)
        {
            case ScenarioKind.DropDuringOutput:
                connection.Abort();
                throw new ConnectionEndedException("dropped by scenario");
            case ScenarioKind.Hang:
                while (!fault.IsReleased)
                {
                    connection.Read(_received, -1);
                }

                break;
            default:
                var noise = new byte[GarbageBytes];
                garbage.NextBytes(noise);
                connection.Write(noise);
                break;
        }
    }

    private void Scramble(Span<byte> text)
    {
        foreach (ref var letter in text)
        {
            if (char.IsAsciiLetterOrDigit((char)letter))
            {
                letter = (byte)garbage.Next('a', 'z' + 1);
            }
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_typed.Count + bytes.Length > MaxTypedAhead)
        {
            throw new ConnectionEndedException("typed too far ahead");
        }

        foreach (var value in bytes)
        {
            // Clients end a line with CR, CR LF or CR NUL: one key in all cases.
            var isSecondOfLineEnd = _lastWasCarriageReturn && value is LineFeed or 0;
            _lastWasCarriageReturn = value == CarriageReturn;
            if (!isSecondOfLineEnd)
            {
                _typed.Enqueue(value);
            }
        }
    }

    private bool DropUpToInterrupt()
    {
        if (!_typed.Contains(ControlC))
        {
            return false;
        }

        while (_typed.Dequeue() != ControlC)
        {
        }

        return true;
    }
}
