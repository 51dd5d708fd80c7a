using System.Text;
using Farol.Gateway.Http2;

namespace Farol.Gateway.Tests.Http2;

/// <summary>Remembers everything; a test may answer in <see cref="WhenInputEnds"/>.</summary>
internal sealed class RecordingEvents : IHttp2Events
{
    public List<RecordedStream> Streams { get; } = [];

    public List<Http2Fault> Faults { get; } = [];

    public List<Http2Fault> BadHeads { get; } = [];

    public (int LastStreamId, Http2Error Code)? GoAway { get; private set; }

    public int Pings { get; private set; }

    public Action<RecordedStream>? WhenInputEnds { get; set; }

    public Action<RecordedStream>? WhenBadHead { get; set; }

    public Action<RecordedStream>? WhenWritable { get; set; }

    /// <summary>Null: every byte is taken at once.</summary>
    public Action<RecordedStream, int>? WhenData { get; set; }

    public Http2Session? Session { get; set; }

    public Http2Stream TakeStream() => NewStream();

    public RecordedStream NewStream()
    {
        var stream = new RecordedStream { Number = Streams.Count };
        Streams.Add(stream);
        return stream;
    }

    public void OnHead(Http2Stream stream, FieldBlock fields, bool isEnd)
    {
        var recorded = (RecordedStream)stream;
        Copy(fields, recorded.Head);
        if (isEnd)
        {
            End(recorded);
        }
    }

    public void OnBadHead(Http2Stream stream, Http2Fault fault)
    {
        BadHeads.Add(fault);
        WhenBadHead?.Invoke((RecordedStream)stream);
    }

    public void OnData(Http2Stream stream, ReadOnlySpan<byte> data)
    {
        ((RecordedStream)stream).Body.Write(data);
        if (WhenData is null)
        {
            Session?.Consume(stream, data.Length);
        }
        else
        {
            WhenData((RecordedStream)stream, data.Length);
        }
    }

    public void OnTrailers(Http2Stream stream, FieldBlock fields) => Copy(fields, ((RecordedStream)stream).Trailing);

    public void OnInputEnd(Http2Stream stream) => End((RecordedStream)stream);

    public void OnWritable(Http2Stream stream)
    {
        ((RecordedStream)stream).Writable++;
        WhenWritable?.Invoke((RecordedStream)stream);
    }

    public void OnClosed(Http2Stream stream, Http2Error code) => ((RecordedStream)stream).ClosedWith = code;

    public void OnGoAway(int lastStreamId, Http2Error code) => GoAway = (lastStreamId, code);

    public void OnSettings()
    {
    }

    public void OnPingAnswered() => Pings++;

    public void OnFault(Http2Fault fault) => Faults.Add(fault);

    private static void Copy(FieldBlock from, List<(string Name, string Value)> into)
    {
        foreach (var field in from)
        {
            into.Add((Encoding.ASCII.GetString(field.Name), Encoding.ASCII.GetString(field.Value)));
        }
    }

    private void End(RecordedStream stream)
    {
        stream.InputEnded = true;
        WhenInputEnds?.Invoke(stream);
    }
}
