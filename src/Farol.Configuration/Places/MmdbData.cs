namespace Farol.Configuration.Places;

/// <summary>
/// The data section of a MaxMind DB file: values that say their type and size, maps and arrays of them, and pointers within the section.
/// Every step is checked against the bounds; -1 and null mean that it is not there.
/// </summary>
public readonly ref struct MmdbData(ReadOnlySpan<byte> bytes)
{
    /// <summary>Values looked at in one search: no real record has so many, and a damaged one may lead in circles.</summary>
    private const int MaxSteps = 4_096;

    private const int PointerType = 1;
    private const int TextType = 2;
    private const int MapType = 7;
    private const int ArrayType = 11;
    private const int BooleanType = 14;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where the value of a key begins, in the map at <paramref name="map"/>.</summary>
    public int Find(int map, ReadOnlySpan<byte> key)
    {
        if (!TryHead(map, out var head) || head.Type != MapType)
        {
            return -1;
        }

        var steps = MaxSteps;
        var at = head.Body;
        for (var i = 0; i < head.Size; i++)
        {
            var isIt = Text(at).SequenceEqual(key);
            at = Skip(at, ref steps);
            if (isIt || at < 0)
            {
                return at;
            }

            at = Skip(at, ref steps);
        }

        return -1;
    }

    /// <summary>Where the first item begins, in the array at <paramref name="array"/>.</summary>
    public int First(int array) => TryHead(array, out var head) && head.Type == ArrayType && head.Size > 0 ? head.Body : -1;

    /// <summary>The UTF-8 of a text; empty: there is none.</summary>
    public ReadOnlySpan<byte> Text(int at) =>
        TryHead(at, out var head) && head.Type == TextType && head.Size <= _bytes.Length - head.Body ? _bytes.Slice(head.Body, head.Size) : default;

    /// <summary>An unsigned integer of at most 64 bits.</summary>
    public long? Number(int at)
    {
        if (!TryHead(at, out var head) || head.Type is not (5 or 6 or 9) || head.Size > sizeof(long) || head.Size > _bytes.Length - head.Body)
        {
            return null;
        }

        long number = 0;
        foreach (var b in _bytes.Slice(head.Body, head.Size))
        {
            number = (number << 8) | b;
        }

        return number;
    }

    /// <summary>The head of a value, behind one pointer if there is one (a pointer never leads to another).</summary>
    private bool TryHead(int at, out Head head) =>
        TryRead(at, out head) && (head.Type != PointerType || (TryRead(head.Size, out head) && head.Type != PointerType));

    /// <summary>Where the value after this one begins.</summary>
    private int Skip(int at, ref int steps)
    {
        if (--steps < 0 || !TryRead(at, out var head))
        {
            return -1;
        }

        switch (head.Type)
        {
            case PointerType or BooleanType:
                return head.Body;
            case MapType or ArrayType:
                var next = head.Body;
                for (long i = head.Type == MapType ? head.Size * 2L : head.Size; i > 0 && next >= 0; i--)
                {
                    next = Skip(next, ref steps);
                }

                return next;
            default:
                return head.Size <= _bytes.Length - head.Body ? head.Body + head.Size : -1;
        }
    }

    private bool TryRead(int at, out Head head)
    {
        head = default;
        if ((uint)at >= (uint)_bytes.Length)
        {
            return false;
        }

        var control = _bytes[at++];
        var type = control >> 5;
        if (type == PointerType)
        {
            return TryReadPointer(control, at, out head);
        }

        if (type == 0)
        {
            if (at >= _bytes.Length)
            {
                return false;
            }

            type = _bytes[at++] + 7;
        }

        var size = control & 31;
        var more = Math.Max(0, size - 28);
        if (more > _bytes.Length - at)
        {
            return false;
        }

        if (more > 0)
        {
            size = (more switch { 1 => 29, 2 => 285, _ => 65_821 }) + Big(at, more);
        }

        head = new Head(type, size, at + more);
        return true;
    }

    /// <summary>Where it points to stands in <see cref="Head.Size"/>.</summary>
    private bool TryReadPointer(byte control, int at, out Head head)
    {
        var length = ((control >> 3) & 3) + 1;
        if (length > _bytes.Length - at)
        {
            head = default;
            return false;
        }

        var high = (control & 7) << (8 * length);
        var to = length switch
        {
            1 => high | Big(at, 1),
            2 => (high | Big(at, 2)) + 2_048,
            3 => (high | Big(at, 3)) + 526_336,
            _ => Big(at, 4),
        };
        head = new Head(PointerType, to, at + length);
        return true;
    }

    private int Big(int at, int count)
    {
        var number = 0;
        for (var i = 0; i < count; i++)
        {
            number = (number << 8) | _bytes[at + i];
        }

        return number;
    }

    private readonly record struct Head(int Type, int Size, int Body);
}
