using System.IO.Compression;

namespace Farol.Gateway.Compression;

/// <summary>RFC 1952.</summary>
internal sealed class GzipCompressor : BodyCompressor
{
    /// <summary>Beyond it text shrinks by a hundredth more for twice the work.</summary>
    private const int Level = 4;

    private readonly GZipStream _stream;

    public GzipCompressor() => _stream = new GZipStream(Output, new ZLibCompressionOptions { CompressionLevel = Level }, leaveOpen: true);

    protected override void Compress(ReadOnlySpan<byte> piece) => _stream.Write(piece);

    protected override void Flush() => _stream.Flush();

    protected override void End() => _stream.Dispose();

    protected override void Free() => _stream.Dispose();
}
