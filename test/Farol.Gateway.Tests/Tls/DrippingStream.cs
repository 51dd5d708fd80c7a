using System.Net.Sockets;

namespace Farol.Gateway.Tests.Tls;

/// <summary>Writes one byte a segment.</summary>
internal sealed class DrippingStream(Socket socket) : NetworkStream(socket)
{
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (var each in buffer)
        {
            base.Write([each]);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            await base.WriteAsync(buffer.Slice(i, 1), cancellationToken);
        }
    }
}
