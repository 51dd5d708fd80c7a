using System.Text;

namespace Farol.Telemetry.Logging;

/// <summary>The lines of a file, the last first, in bounded memory.</summary>
internal static class LinesFromEnd
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Over several texts at their bound; a longer line is nobody's record, and passed over.</summary>
    private const int MaxLineBytes = 1 << 20;
    private const int BeginningBytes = 512;

    /// <summary>Without their ends. What follows the last end is still being written and left out.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(FileStream file)
    {
        var position = file.Length;
        byte[] rest = [];
        var isCut = true;
        while (position > 0)
        {
            var length = (int)Math.Min(ChunkBytes, position);
            position -= length;
            var buffer = new byte[length + rest.Length];
            Fill(file, buffer.AsSpan(0, length), position);
            rest.CopyTo(buffer, length);
            var end = buffer.Length;
            for (int at; (at = buffer.AsSpan(0, end).LastIndexOf((byte)'\n')) >= 0; end = at)
            {
                if (!isCut && at + 1 < end)
                {
                    yield return buffer.AsMemory(at + 1, end - at - 1);
                }

                isCut = false;
            }

            (rest, isCut) = end > MaxLineBytes ? ([], true) : (buffer[..end], isCut);
        }

        if (rest.Length > 0 && !isCut)
        {
            yield return rest;
        }
    }

    /// <summary>By which a file is known whatever its name becomes: its first line begins with a time.</summary>
    public static string Beginning(FileStream file)
    {
        Span<byte> bytes = stackalloc byte[BeginningBytes];
        return Encoding.Latin1.GetString(bytes[..RandomAccess.Read(file.SafeFileHandle, bytes, 0)]);
    }

    private static void Fill(FileStream file, Span<byte> bytes, long position)
    {
        while (bytes.Length > 0 && RandomAccess.Read(file.SafeFileHandle, bytes, position) is > 0 and var read)
        {
            bytes = bytes[read..];
            position += read;
        }
    }
}
