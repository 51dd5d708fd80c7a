using System.Buffers;
using Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http;

namespace Farol.Bench.Http1;

/// <summary>Kestrel's own parser without its server: it finds the lines and names, and leaves what they mean to others.</summary>
internal sealed class KestrelReader(byte[] message) : IHttpRequestLineHandler, IHttpHeadersHandler
{
    private readonly HttpParser<KestrelReader> _parser = new();
    private readonly ReadOnlySequence<byte> _message = new(message);
    private int _fields;

    public void ReadAll(int times)
    {
        for (; times > 0; times--)
        {
            var reader = new SequenceReader<byte>(_message);
            _fields = 0;
            if (!_parser.ParseRequestLine(this, ref reader) || !_parser.ParseHeaders(this, ref reader) || _fields == 0)
            {
                throw new InvalidOperationException("The message was refused.");
            }
        }
    }

    public void OnStartLine(HttpVersionAndMethod versionAndMethod, TargetOffsetPathLength targetPath, Span<byte> startLine)
    {
    }

    public void OnHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => _fields++;

    public void OnHeadersComplete(bool endStream)
    {
    }

    public void OnStaticIndexedHeader(int index) => throw new NotSupportedException("HTTP/2 and later only");

    public void OnStaticIndexedHeader(int index, ReadOnlySpan<byte> value) => throw new NotSupportedException("HTTP/2 and later only");
}
