namespace Farol.Link.Tests.Framing;

/// <summary>Gives its bytes in pieces of one size, as a slow network would.</summary>
internal sealed class TricklingStream(byte[] bytes, int step) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer.Length > step ? buffer[..step] : buffer, cancellationToken);
}
