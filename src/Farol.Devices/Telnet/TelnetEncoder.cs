using System.Buffers;

namespace Farol.Devices.Telnet;

/// <summary>Writes data as Telnet carries it: 255 doubled, and a bare CR followed by NUL unless the stream is binary.</summary>
internal static class TelnetEncoder
{
    public static void Encode(ReadOnlySpan<byte> data, bool isBinary, IBufferWriter<byte> output)
    {
        while (!data.IsEmpty)
        {
            var plain = isBinary ? data.IndexOf(TelnetCommand.Escape) : data.IndexOfAny(TelnetCommand.Escape, (byte)'\r');
            if (plain < 0)
            {
                output.Write(data);
                return;
            }

            output.Write(data[..(plain + 1)]);
            if (data[plain] == TelnetCommand.Escape)
            {
                output.Write<byte>([TelnetCommand.Escape]);
            }
            else if (plain + 1 == data.Length || data[plain + 1] != '\n')
            {
                output.Write<byte>([0]);
            }

            data = data[(plain + 1)..];
        }
    }
}
