using System.IO.Pipelines;

namespace Farol.Telemetry.Metrics;

/// <summary>Passes everything on to the server's writer and counts it.</summary>
internal sealed class CountingPipeWriter(CountingBody body) : PipeWriter
{
    public override bool CanGetUnflushedBytes => body.InnerWriter.CanGetUnflushedBytes;

    public override long UnflushedBytes => body.InnerWriter.UnflushedBytes;

    public override void Advance(int bytes)
    {
        body.Count(bytes);
        body.InnerWriter.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => body.InnerWriter.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => body.InnerWriter.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        body.InnerWriter.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        body.Count(source.Length);
        return body.InnerWriter.WriteAsync(source, cancellationToken);
    }

    public override void CancelPendingFlush() => body.InnerWriter.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => body.InnerWriter.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => body.InnerWriter.CompleteAsync(exception);
}
