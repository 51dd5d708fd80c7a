using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Farol.Telemetry.Metrics;

/// <summary>Counts the bytes of one response on their way through; used again for the next request.</summary>
internal sealed class CountingBody : IHttpResponseBodyFeature
{
    private readonly CountingPipeWriter _writer;
    private IHttpResponseBodyFeature? _inner;
    private Stream? _stream;
    private long _bytes;

    public CountingBody() => _writer = new CountingPipeWriter(this);

    public long Bytes => _bytes;

    public PipeWriter Writer => _writer;

    public Stream Stream => _stream ??= _writer.AsStream(leaveOpen: true);

    internal PipeWriter InnerWriter => Inner.Writer;

    private IHttpResponseBodyFeature Inner => _inner ?? throw new InvalidOperationException("The response has ended");

    public void Begin(IHttpResponseBodyFeature inner) => (_inner, _bytes) = (inner, 0);

    public void End() => (_inner, _stream) = (null, null);

    public void Count(long bytes) => _bytes += bytes;

    public Task CompleteAsync() => Inner.CompleteAsync();

    public void DisableBuffering() => Inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => Inner.StartAsync(cancellationToken);

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await Inner.SendFileAsync(path, offset, count, cancellationToken);
        Count(count ?? (new FileInfo(path).Length - offset));
    }
}
