using System.Text;

namespace Farol.Devices.Terminals;

/// <summary>Tells a prompt that line noise has struck from a line of an output that has stopped in the middle.</summary>
/// <remarks>
/// A line that is taken for one by mistake costs an empty line, which a router answers with its prompt once more. It never answers a question:
/// questions are looked for first, and none ends like a prompt of the user view.
/// </remarks>
internal static class GarbledPrompt
{
    /// <summary>The prompt stands at the end, whole: only what is before it is not the router's.</summary>
    private static readonly TimeSpan _whole = TimeSpan.FromMilliseconds(300);

    /// <summary>Only its last sign is left behind bytes that no router prints.</summary>
    private static readonly TimeSpan _broken = TimeSpan.FromSeconds(3);

    /// <returns>How long the router must be silent on this line before it is asked again, or null for any other line.</returns>
    public static TimeSpan? SilenceBefore(ReadOnlySpan<byte> line, string prompt)
    {
        var text = line.TrimEnd((byte)' ');
        if (text.IsEmpty || prompt.Length == 0 || text[^1] != prompt[^1])
        {
            return null;
        }

        Span<byte> known = stackalloc byte[PromptPattern.MaxLength];
        return Encoding.Latin1.TryGetBytes(prompt, known, out var length) && text.EndsWith(known[..length]) ? _whole
            : text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? _broken
            : null;
    }
}
