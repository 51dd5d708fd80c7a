using System.Buffers;
using System.IO.Compression;

namespace Farol.Gateway.Compression;

/// <summary>RFC 7932.</summary>
internal sealed class BrotliCompressor : BodyCompressor
{
    /// <summary>About gzip's speed at a tenth less size.</summary>
    private const int Quality = 4;

    /// <summary>256 KB: pages are smaller, and each response under way holds about four times as much.</summary>
    private const int WindowBits = 18;

    private const int LeastRoom = 4096;

    private BrotliEncoder _encoder = new(Quality, WindowBits);

    protected override void Compress(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            _ = Checked(_encoder.Compress(piece, Output.Reserve(LeastRoom), out var consumed, out var written, isFinalBlock: false));
            Output.Push(written);
            piece = piece[consumed..];
        }
    }

    protected override void Flush()
    {
        OperationStatus status;
        do
        {
            status = Checked(_encoder.Flush(Output.Reserve(LeastRoom), out var written));
            Output.Push(written);
        }
        while (status == OperationStatus.DestinationTooSmall);
    }

    protected override void End()
    {
        OperationStatus status;
        do
        {
            status = Checked(_encoder.Compress(default, Output.Reserve(LeastRoom), out _, out var written, isFinalBlock: true));
            Output.Push(written);
        }
        while (status == OperationStatus.DestinationTooSmall);
    }

    protected override void Free() => _encoder.Dispose();

    private static OperationStatus Checked(OperationStatus status) =>
        status == OperationStatus.InvalidData ? throw new InvalidOperationException("the Brotli encoder refused its input") : status;
}
