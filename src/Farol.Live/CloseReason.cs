using System.Text;

namespace Farol.Live;

/// <summary>The text of a close frame: RFC 6455 leaves 123 bytes for it, and a longer one would not be sent at all.</summary>
internal static class CloseReason
{
    public const int MaxBytes = 123;

    public static string Fit(string reason)
    {
        if (Encoding.UTF8.GetByteCount(reason) <= MaxBytes)
        {
            return reason;
        }

        var length = 0;
        var bytes = 0;
        foreach (var rune in reason.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return reason[..length];
    }
}
