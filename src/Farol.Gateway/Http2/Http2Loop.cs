using Farol.Gateway.Loop;

namespace Farol.Gateway.Http2;

/// <summary>What the HTTP/2 connections of one loop share: a buffer to read into, room to build heads in, streams for reuse, counts of faults.</summary>
internal sealed class Http2Loop(BufferPool buffers)
{
    private const int ReadBytes = 64 * 1024;

    /// <summary>Kept for reuse; what a burst took beyond goes back to the collector.</summary>
    private const int MaxKeptStreams = 1024;

    private static readonly int _kinds = Enum.GetValues<Http2Fault>().Length;

    private readonly Stack<Http2ClientStream> _streams = new();
    private readonly long[] _faults = new long[_kinds];

    public BufferPool Buffers { get; } = buffers;

    /// <summary>A session takes all that is read at once, so one buffer serves all of them.</summary>
    public byte[] ReadBuffer { get; } = GC.AllocateUninitializedArray<byte>(ReadBytes, pinned: true);

    /// <summary>For heads on their way out, within one call.</summary>
    public FieldBlock Fields { get; } = new();

    public Http2ClientStream? TakeStream() => _streams.TryPop(out var stream) ? stream : null;

    public void Return(Http2ClientStream stream)
    {
        if (_streams.Count < MaxKeptStreams)
        {
            _streams.Push(stream);
        }
    }

    /// <summary>Any thread may read it.</summary>
    public long Faults(Http2Fault kind) => Volatile.Read(ref _faults[(int)kind]);

    public void Count(Http2Fault kind) => Volatile.Write(ref _faults[(int)kind], _faults[(int)kind] + 1);
}
