using System.Buffers;

namespace Farol.Listening;

/// <summary>What connections read into and answer from while it is their turn. Of the watch's thread only.</summary>
internal sealed class AnswerBuffers
{
    /// <summary>A request's head is rarely longer; a longer one is read in pieces.</summary>
    private const int InputBytes = 16 * 1024;

    /// <summary>An answer with a day of history fits; a longer one makes them grow.</summary>
    private const int AnswerBytes = 64 * 1024;

    public byte[] Input { get; } = new byte[InputBytes];

    public ArrayBufferWriter<byte> Body { get; } = new(AnswerBytes);

    public ArrayBufferWriter<byte> Answer { get; } = new(AnswerBytes);
}
