using System.Text;
using Farol.Devices.Ssh.Native;

namespace Farol.Devices.Ssh;

/// <summary>
/// Reads what a server says before its identification (RFC 4253, section 4.2), which is where a full or a wrong server explains
/// itself, and leaves the identification line for libssh.
/// </summary>
internal static class SshIdentification
{
    private const int MaxLineBytes = 2048;
    private const int MaxLines = 64;
    private const int MaxKeptCharacters = 300;

    /// <summary>The identification, such as <c>SSH-2.0--</c>, still unread on the socket.</summary>
    /// <exception cref="DeviceException">The server closed first, or is no SSH server.</exception>
    public static string Await(SshSocket socket, string target)
    {
        var said = "";
        for (var lines = 0; lines < MaxLines; lines++)
        {
            var line = AwaitLine(socket, out var length);
            var text = Encoding.Latin1.GetString(line).TrimEnd('\r', '\n');
            if (text.StartsWith("SSH-", StringComparison.Ordinal))
            {
                return text;
            }

            said = said.Length < MaxKeptCharacters ? $"{said} {text}".Trim() : said;
            if (length == 0)
            {
                throw SshFaults.ClosedBeforeIdentification(target, Printable(said));
            }

            if (line.Length == MaxLineBytes)
            {
                break;
            }
        }

        throw SshFaults.NoSshServer(target, Printable(said));
    }

    /// <summary>One line. An identification stays on the socket; any other line is taken off. Length 0 means that the server closed.</summary>
    private static byte[] AwaitLine(SshSocket socket, out int length)
    {
        var buffer = new byte[MaxLineBytes];
        length = 0;
        while (true)
        {
            socket.ReadableFrom(length + 1);
            socket.Wait(Posix.PollIn);
            var count = socket.IsAborted ? throw new IOException("The connection attempt was given up") : socket.Peek(buffer);
            var end = buffer.AsSpan(0, count).IndexOf((byte)'\n') + 1;
            if (end == 0 && count > length && count < MaxLineBytes)
            {
                length = count;
                continue;
            }

            socket.ReadableFrom(1);
            var isWhole = end > 0 || count == MaxLineBytes;
            var line = buffer[..(end > 0 ? end : count)];
            length = isWhole ? line.Length : 0;
            if (!line.AsSpan().StartsWith("SSH-"u8))
            {
                socket.Take(line.AsSpan());
            }

            return line;
        }
    }

    private static string Printable(string text) => new([.. text.Take(MaxKeptCharacters).Select(c => char.IsControl(c) ? ' ' : c)]);
}
