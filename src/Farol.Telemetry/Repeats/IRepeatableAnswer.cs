using System.Buffers;

namespace Farol.Telemetry.Repeats;

/// <summary>What a request gets when it comes again, byte for byte, on the connection that it came by.</summary>
public interface IRepeatableAnswer
{
    /// <summary>
    /// Writes the body that the request gets now, and counts it against every limit. False when its answer would differ by more than its body or is not at hand
    /// (the login has ended, a limit is reached, figures must be fetched): nothing is counted then, and the request goes the whole way.
    /// Must not block; called on any thread, one at a time.
    /// </summary>
    bool TryWrite(IBufferWriter<byte> body);
}
