using Farol.Gateway.Compression;
using Farol.Gateway.Health;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Forwarding;

/// <content>Compressing what the backend left plain.</content>
internal sealed partial class Exchange
{
    /// <summary>Compressing takes the loop a hundred times as long as passing bytes on: others have their turn sooner.</summary>
    private const int MaxPiecesAtOnce = 2;

    private BodyCompressor? _compressor;

    /// <summary>Writes what compressing adds to the head, and says how the body will be coded.</summary>
    private ContentCoding WriteCompression(ref HeadWriter writer, CompressionRules rules, UpstreamConnection upstream)
    {
        var request = _client.Head;
        var bytes = upstream.Reader.Input.Pending;
        if (!rules.IsCandidate(request, _client.HeadBytes, upstream.Head, bytes))
        {
            return ContentCoding.None;
        }

        var coding = rules.Choose(request, _client.HeadBytes);
        CompressedHead.Write(ref writer, coding, upstream.Head, bytes);
        return coding;
    }

    private void BeginCompressing(ContentCoding coding)
    {
        if (coding != ContentCoding.None)
        {
            _compressor = BodyCompressor.For(coding);
        }
    }

    private void EndCompressing()
    {
        _compressor?.Dispose();
        _compressor = null;
    }

    private void PumpCompressed(UpstreamConnection upstream, BodyCompressor compressor)
    {
        for (var pieces = 0; pieces < MaxPiecesAtOnce; pieces++)
        {
            if (!SendCompressed(compressor))
            {
                return;
            }

            if (compressor.IsFinished)
            {
                EndResponse(upstream);
                return;
            }

            switch (upstream.Reader.ReadBody(out var data))
            {
                case BodyPart.Data:
                    var piece = data[..Math.Min(data.Length, BodyCompressor.MaxPieceBytes)];
                    compressor.Add(piece);
                    upstream.Reader.Taken(piece.Length);
                    break;
                case BodyPart.Wait when compressor.TryFlush():
                    break;
                case BodyPart.Wait:
                    PauseResponse();
                    return;
                case BodyPart.End:
                    compressor.Finish();
                    break;
                case BodyPart.Truncated:
                    AbortResponse(Outcome.ResetMidBody);
                    return;
                default:
                    _gateway.CountViolation(_backend!, _route, upstream.Reader.Violation);
                    AbortResponse(Outcome.BadResponse);
                    return;
            }
        }

        GoOnLater();
    }

    /// <summary>True when the client has taken all that is compressed.</summary>
    private bool SendCompressed(BodyCompressor compressor)
    {
        while (!compressor.Pending.IsEmpty)
        {
            var written = _client.WriteBody(compressor.Pending);
            if (written == 0)
            {
                AwaitRoom();
                DropIfLost();
                return false;
            }

            compressor.Taken(written);
            _record.BytesOut += written;
        }

        return true;
    }
}
