using System.Buffers.Binary;
using Farol.Link.Protocol;
using Google.Protobuf;

namespace Farol.Link.Framing;

/// <summary>Envelopes over a stream of bytes: four bytes of length, highest first, then the message. One reader and one writer at a time.</summary>
internal sealed class FrameStream(Stream stream) : IAsyncDisposable
{
    private const int LengthBytes = 4;

    /// <summary>What is read ahead of a claim: a frame's buffer grows with what has come, not with what was claimed.</summary>
    private const int ReadStepBytes = 64 * 1024;

    private readonly byte[] _length = new byte[LengthBytes];

    /// <returns>The next message, or <c>null</c> when the other end closed between two of them.</returns>
    /// <exception cref="LinkException">Half a frame, one too long, or no message.</exception>
    public async ValueTask<Envelope?> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            var got = await stream.ReadAtLeastAsync(_length, LengthBytes, throwOnEndOfStream: false, cancellationToken);
            if (got == 0)
            {
                return null;
            }

            return got == LengthBytes
                ? Parse(await ReadBodyAsync(Length(maxBytes), cancellationToken))
                : throw new LinkException(LinkFault.Closed, "the other end closed within a frame");
        }
        catch (IOException broken)
        {
            throw new LinkException(LinkFault.Closed, "the connection broke: " + broken.Message, broken);
        }
    }

    /// <exception cref="LinkException">The message is over the limit, or the connection is gone.</exception>
    public async ValueTask WriteAsync(Envelope envelope, int maxBytes, CancellationToken cancellationToken)
    {
        var size = envelope.CalculateSize();
        if (size > maxBytes)
        {
            throw new LinkException(LinkFault.TooLong, $"a message of {size} bytes is over the limit of {maxBytes}");
        }

        var frame = new byte[LengthBytes + size];
        BinaryPrimitives.WriteInt32BigEndian(frame, size);
        envelope.WriteTo(frame.AsSpan(LengthBytes));
        try
        {
            await stream.WriteAsync(frame, cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            throw new LinkException(LinkFault.Closed, "the connection broke: " + broken.Message, broken);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private int Length(int maxBytes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(_length);
        return length <= (uint)maxBytes
            ? (int)length
            : throw new LinkException(LinkFault.TooLong, $"a frame of {length} bytes is over the limit of {maxBytes}");
    }

    private async ValueTask<byte[]> ReadBodyAsync(int length, CancellationToken cancellationToken)
    {
        var body = new byte[Math.Min(length, ReadStepBytes)];
        var filled = 0;
        while (filled < length)
        {
            if (filled == body.Length)
            {
                Array.Resize(ref body, (int)Math.Min(length, body.Length * 2L));
            }

            var got = await stream.ReadAsync(body.AsMemory(filled), cancellationToken);
            filled += got > 0 ? got : throw new LinkException(LinkFault.Closed, "the other end closed within a frame");
        }

        return body;
    }

    private static Envelope Parse(byte[] body)
    {
        try
        {
            var envelope = Envelope.Parser.ParseFrom(body);
            // A message of a newer version has a body that this one does not know; both ends agreed on a version, so it is a fault.
            return envelope.BodyCase != Envelope.BodyOneofCase.None ? envelope : throw new LinkException(LinkFault.Malformed, "a frame without a message that is known here");
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new LinkException(LinkFault.Malformed, "a frame that is no message: " + malformed.Message, malformed);
        }
    }
}
