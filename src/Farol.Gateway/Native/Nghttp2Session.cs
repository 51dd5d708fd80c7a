using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>
/// An <c>nghttp2_session</c>: bytes in, events out; events in, bytes out. Events come while <see cref="ReceiveBytes"/> or <see cref="NextOutput"/>
/// runs, on the same thread; neither may be called from an event. What an event throws ends the session and is thrown again by the call.
/// </summary>
internal abstract unsafe partial class Nghttp2Session : IDisposable
{
    private static readonly nint _callbacks = MakeCallbacks();

    private readonly nint _session;
    private GCHandle _self;
    private Exception? _thrown;
    private byte* _output;
    private int _outputLength;
    private byte* _source;
    private int _sourceLength;

    /// <param name="maxAcknowledgements">PING and SETTINGS answers that may wait to be sent; more is a flood.</param>
    /// <exception cref="Nghttp2Exception">There is no memory for it.</exception>
    protected Nghttp2Session(bool isServer, int maxAcknowledgements)
    {
        nint option;
        Require(Nghttp2.OptionNew(&option));
        Nghttp2.OptionNoAutomaticWindowUpdate(option, 1);
        // What is closed is of no use: priorities of old are off.
        Nghttp2.OptionNoClosedStreams(option, 1);
        Nghttp2.OptionMaxOutboundAcknowledgements(option, (nuint)maxAcknowledgements);
        Nghttp2.OptionFallBackToOldPriorities(option, 0);
        _self = GCHandle.Alloc(this);
        nint session;
        var made = isServer
            ? Nghttp2.ServerNew(&session, _callbacks, GCHandle.ToIntPtr(_self), option)
            : Nghttp2.ClientNew(&session, _callbacks, GCHandle.ToIntPtr(_self), option);
        Nghttp2.OptionFree(option);
        if (made != 0)
        {
            _self.Free();
        }

        Require(made);
        _session = session;
    }

    public bool IsDisposed => !_self.IsAllocated;

    /// <summary>False when both sides have said all that they will.</summary>
    public bool IsAlive => !IsDisposed && (Nghttp2.WantRead(_session) != 0 || Nghttp2.WantWrite(_session) != 0);

    /// <summary>The session met what it cannot go on after; nothing more is sent.</summary>
    protected bool IsBroken { get; private set; }

    /// <summary>What <see cref="PumpFrom"/> has at hand.</summary>
    protected ReadOnlySpan<byte> Source => new(_source, _sourceLength);

    public void Dispose()
    {
        if (_self.IsAllocated)
        {
            _self.Free();
            Nghttp2.SessionFree(_session);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Moves output to where it is sent from.</summary>
    protected abstract void Pump();

    protected abstract bool OnBeginFrame(FrameType type, byte flags, int streamId, int length);

    protected abstract void OnBeginHeaders(int streamId);

    protected abstract void OnField(int streamId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);

    /// <summary>A field that breaks the rules of HTTP; nghttp2 would only leave it out.</summary>
    protected abstract void OnInvalidField(int streamId);

    protected abstract void OnHeadersEnd(int streamId, bool endStream);

    protected abstract void OnData(int streamId, ReadOnlySpan<byte> data);

    /// <summary>A DATA frame with END_STREAM is complete.</summary>
    protected abstract void OnDataEnd(int streamId);

    protected abstract void OnStreamClosed(int streamId, uint code);

    protected abstract void OnGoAway(int lastStreamId, uint code);

    protected abstract void OnSettings();

    protected abstract void OnPingAnswered();

    /// <summary>nghttp2 met something that breaks the protocol and answers it with a reset or GOAWAY.</summary>
    protected abstract void OnInvalidFrame(int streamId, int error);

    /// <summary>How much of a stream's body is ready and has room.</summary>
    /// <param name="end">The body ends with it.</param>
    /// <param name="trailers">Trailers follow, so the stream does not end with the data.</param>
    /// <returns>A count, or -1 when there is nothing to send now: <see cref="Resume"/> says when there is.</returns>
    protected abstract int OnDataWanted(int streamId, int most, out bool end, out bool trailers);

    /// <summary>Writes a DATA frame: its header, then <paramref name="count"/> bytes of the stream's body.</summary>
    protected abstract void OnDataFrame(int streamId, ReadOnlySpan<byte> frameHeader, int count);

    /// <returns>False: the bytes are no HTTP/2 any more, and once what waits has been sent the connection must be closed.</returns>
    protected bool ReceiveBytes(ReadOnlySpan<byte> bytes)
    {
        nint taken;
        fixed (byte* first = bytes)
        {
            taken = Nghttp2.Receive(_session, first, (nuint)bytes.Length);
        }

        ThrowWhatWasThrown();
        return taken >= 0;
    }

    /// <summary>The next bytes to send; the same again until <see cref="TookOutput"/> has taken them. Empty: nothing now.</summary>
    protected ReadOnlySpan<byte> NextOutput()
    {
        if (_outputLength == 0 && !IsBroken)
        {
            byte* bytes;
            var count = Nghttp2.Send(_session, &bytes);
            ThrowWhatWasThrown();
            IsBroken = count < 0;
            _output = bytes;
            _outputLength = (int)Math.Max(0, count);
        }

        return new ReadOnlySpan<byte>(_output, _outputLength);
    }

    protected void TookOutput(int count)
    {
        _output += count;
        _outputLength -= count;
    }

    /// <summary>Runs <see cref="Pump"/> with bytes at hand that <see cref="OnDataWanted"/> may offer from <see cref="Source"/>.</summary>
    protected void PumpFrom(ReadOnlySpan<byte> source)
    {
        fixed (byte* first = source)
        {
            _source = first;
            _sourceLength = source.Length;
            try
            {
                Pump();
            }
            finally
            {
                _source = null;
                _sourceLength = 0;
            }
        }
    }

    protected void SubmitSettings(ReadOnlySpan<Nghttp2Setting> settings)
    {
        fixed (Nghttp2Setting* first = settings)
        {
            Require(Nghttp2.SubmitSettings(_session, 0, first, (nuint)settings.Length));
        }
    }

    /// <summary>The window of the whole connection; RFC 9113 begins with 65 535.</summary>
    protected void SetConnectionWindow(int bytes) => Require(Nghttp2.SetLocalWindow(_session, 0, 0, bytes));

    protected bool SubmitHeaders(int streamId, in Nghttp2Fields fields, bool endStream)
    {
        var list = stackalloc Nghttp2Field[Nghttp2Fields.MaxCount];
        fixed (byte* bytes = fields.Bytes)
        {
            return Nghttp2.SubmitHeaders(_session, endStream ? Nghttp2.FlagEndStream : (byte)0, streamId, 0, list, fields.Fill(list, bytes), 0) == 0;
        }
    }

    protected bool SubmitResponse(int streamId, in Nghttp2Fields fields, bool withBody)
    {
        var list = stackalloc Nghttp2Field[Nghttp2Fields.MaxCount];
        var provider = new Nghttp2DataProvider { Read = &ReadData };
        fixed (byte* bytes = fields.Bytes)
        {
            return Nghttp2.SubmitResponse(_session, streamId, list, fields.Fill(list, bytes), withBody ? &provider : null) == 0;
        }
    }

    /// <returns>The stream's number, or a negative value when none can be opened.</returns>
    protected int SubmitRequest(in Nghttp2Fields fields, bool withBody)
    {
        var list = stackalloc Nghttp2Field[Nghttp2Fields.MaxCount];
        var provider = new Nghttp2DataProvider { Read = &ReadData };
        fixed (byte* bytes = fields.Bytes)
        {
            return Nghttp2.SubmitRequest(_session, 0, list, fields.Fill(list, bytes), withBody ? &provider : null, 0);
        }
    }

    protected bool SubmitTrailers(int streamId, in Nghttp2Fields fields)
    {
        var list = stackalloc Nghttp2Field[Nghttp2Fields.MaxCount];
        fixed (byte* bytes = fields.Bytes)
        {
            return Nghttp2.SubmitTrailer(_session, streamId, list, fields.Fill(list, bytes)) == 0;
        }
    }

    protected void SubmitReset(int streamId, uint code) => _ = Nghttp2.SubmitReset(_session, 0, streamId, code);

    protected void SubmitGoAway(uint code) => _ = Nghttp2.SubmitGoAway(_session, 0, Nghttp2.LastProcessedStream(_session), code, null, 0);

    protected void SubmitShutdownNotice() => _ = Nghttp2.SubmitShutdownNotice(_session);

    protected void SubmitPing() => _ = Nghttp2.SubmitPing(_session, 0, null);

    /// <summary>Sends GOAWAY, then nothing is read or written any more.</summary>
    protected void Terminate(uint code) => _ = Nghttp2.Terminate(_session, code);

    protected void Resume(int streamId) => _ = Nghttp2.ResumeData(_session, streamId);

    protected void Consume(int streamId, int count) => _ = Nghttp2.Consume(_session, streamId, (nuint)count);

    protected void ConsumeConnection(int count) => _ = Nghttp2.ConsumeConnection(_session, (nuint)count);

    protected uint RemoteSetting(int id) => Nghttp2.RemoteSetting(_session, id);

    protected bool RequestAllowed() => Nghttp2.RequestAllowed(_session) != 0;

    private static void Require(int result)
    {
        if (result != 0)
        {
            throw new Nghttp2Exception(result);
        }
    }

    private int Remember(Exception thrown)
    {
        _thrown ??= thrown;
        return Nghttp2.ErrorCallbackFailure;
    }

    private void ThrowWhatWasThrown()
    {
        if (_thrown is { } thrown)
        {
            _thrown = null;
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
        }
    }
}
