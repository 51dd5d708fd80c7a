using System.Buffers;
using System.Buffers.Text;

namespace Farol.Store.Redis;

/// <summary>Writes commands: an array of bulk strings.</summary>
internal static class RespWriter
{
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<RedisArgument> command)
    {
        WriteHeader(output, (byte)'*', command.Length);
        foreach (var argument in command)
        {
            WriteHeader(output, (byte)'$', argument.Bytes.Length);
            output.Write(argument.Bytes.Span);
            output.Write("\r\n"u8);
        }
    }

    private static void WriteHeader(IBufferWriter<byte> output, byte kind, int count)
    {
        var span = output.GetSpan(16);
        span[0] = kind;
        Utf8Formatter.TryFormat(count, span[1..], out var written);
        output.Advance(1 + written);
        output.Write("\r\n"u8);
    }
}
