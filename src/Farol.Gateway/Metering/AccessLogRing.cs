using System.Globalization;
using System.Text;

namespace Farol.Gateway.Metering;

/// <summary>One loop's lines on their way to the writer. The loop formats and never waits; a line without room is dropped and counted.</summary>
internal sealed class AccessLogRing
{
    /// <summary>Room for one line, with escapes; a longer one is dropped.</summary>
    public const int MaxLineBytes = 16 * 1024;

    /// <summary>A usual line with a long path.</summary>
    public const int UsualLineBytes = 256;

    public const int MaxPathBytes = 1024;
    public const int MaxFieldBytes = 256;

    private const int TimeBytes = 24;

    private readonly ByteRing _ring;
    private readonly TimeProvider _time;
    private readonly byte[] _line = new byte[MaxLineBytes];
    private readonly byte[] _second = new byte[TimeBytes];
    private readonly int _maxWaiting;
    private long _secondOf = -1;
    private long _lines;
    private long _dropped;
    private long _seen;

    /// <param name="maxWaiting">Lines of usual length that may wait.</param>
    public AccessLogRing(int maxWaiting, TimeProvider time)
    {
        _maxWaiting = maxWaiting;
        _ring = new ByteRing(Math.Max(maxWaiting * UsualLineBytes, 2 * MaxLineBytes));
        _time = time;
    }

    public int MaxWaiting => _maxWaiting;

    public ByteRing Bytes => _ring;

    public long Lines => Volatile.Read(ref _lines);

    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Whether this request is one of the sample; failures of ours or a backend's always are.</summary>
    public bool Wants(int status, int sampleOneIn) => status is >= 500 or 0 || sampleOneIn <= 1 || _seen++ % sampleOneIn == 0;

    public void Write(in AccessLogEntry entry)
    {
        var line = new JsonLine(_line);
        line.Text("time"u8, Now());
        line.Text("client"u8, entry.Client);
        line.Text("method"u8, entry.Method);
        line.Text("scheme"u8, entry.IsTls ? "https"u8 : "http"u8);
        line.Text("host"u8, entry.Host, MaxFieldBytes);
        line.Text("path"u8, entry.Path, MaxPathBytes);
        line.Text("protocol"u8, entry.IsHttp2 ? "HTTP/2"u8 : "HTTP/1.1"u8);
        line.Number("status"u8, entry.Status);
        line.Number("bytes_in"u8, entry.BytesIn);
        line.Number("bytes_out"u8, entry.BytesOut);
        line.Milliseconds("duration_ms"u8, entry.TotalMicroseconds);
        if (entry.FirstByteMicroseconds > 0)
        {
            line.Milliseconds("first_byte_ms"u8, entry.FirstByteMicroseconds);
        }

        Optional(ref line, "route"u8, entry.Route);
        Optional(ref line, "pool"u8, entry.Pool);
        Optional(ref line, "backend"u8, entry.Backend);
        Optional(ref line, "tenant"u8, entry.Tenant);
        if (entry.Tries > 1)
        {
            line.Number("tries"u8, entry.Tries);
        }

        if (!entry.RequestId.IsEmpty)
        {
            line.Text("request_id"u8, entry.RequestId, MaxFieldBytes);
        }

        if (!entry.UserAgent.IsEmpty)
        {
            line.Text("user_agent"u8, entry.UserAgent, MaxFieldBytes);
        }

        if (entry.IsAborted)
        {
            line.Flag("aborted"u8, true);
        }

        if (entry.IsBlocked)
        {
            line.Flag("blocked"u8, true);
        }

        Publish(line.End());
    }

    private static void Optional(ref JsonLine line, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            line.Text(name, value);
        }
    }

    private void Publish(int length)
    {
        if (length > 0 && _ring.TryWrite(_line.AsSpan(0, length)))
        {
            Volatile.Write(ref _lines, _lines + 1);
        }
        else
        {
            Volatile.Write(ref _dropped, _dropped + 1);
        }
    }

    /// <summary>RFC 3339 with milliseconds; the part down to the second is formatted once a second.</summary>
    private ReadOnlySpan<byte> Now()
    {
        var ticks = _time.GetUtcNow().UtcTicks;
        var second = ticks / TimeSpan.TicksPerSecond;
        if (second != _secondOf)
        {
            _secondOf = second;
            var text = new DateTime(second * TimeSpan.TicksPerSecond, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);
            Encoding.ASCII.GetBytes(text, _second);
        }

        var milliseconds = (int)(ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMillisecond);
        _second[20] = (byte)('0' + (milliseconds / 100));
        _second[21] = (byte)('0' + (milliseconds / 10 % 10));
        _second[22] = (byte)('0' + (milliseconds % 10));
        return _second;
    }
}
