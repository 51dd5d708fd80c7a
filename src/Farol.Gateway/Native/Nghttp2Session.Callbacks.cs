using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <content>What nghttp2 calls. No exception may pass through it.</content>
internal abstract unsafe partial class Nghttp2Session
{
    private static nint MakeCallbacks()
    {
        nint callbacks;
        Require(Nghttp2.CallbacksNew(&callbacks));
        Nghttp2.OnBeginFrame(callbacks, &BeginFrame);
        Nghttp2.OnBeginHeaders(callbacks, &BeginHeaders);
        Nghttp2.OnHeader(callbacks, &Header);
        Nghttp2.OnInvalidHeader(callbacks, &InvalidHeader);
        Nghttp2.OnFrame(callbacks, &Frame);
        Nghttp2.OnInvalidFrame(callbacks, &InvalidFrame);
        Nghttp2.OnData(callbacks, &DataChunk);
        Nghttp2.OnStreamClose(callbacks, &StreamClosed);
        Nghttp2.OnSendData(callbacks, &SendData);
        return callbacks;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Nghttp2Session Of(nint userData) => Unsafe.As<Nghttp2Session>(GCHandle.FromIntPtr(userData).Target!);

    [UnmanagedCallersOnly]
    private static int BeginFrame(nint session, Nghttp2FrameHeader* header, nint userData)
    {
        var self = Of(userData);
        try
        {
            return self.OnBeginFrame((FrameType)header->Type, header->Flags, header->StreamId, (int)header->Length) ? 0 : Nghttp2.ErrorCallbackFailure;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static int BeginHeaders(nint session, Nghttp2Frame* frame, nint userData)
    {
        var self = Of(userData);
        try
        {
            self.OnBeginHeaders(frame->Header.StreamId);
            return 0;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static int Header(nint session, Nghttp2Frame* frame, byte* name, nuint nameLength, byte* value, nuint valueLength, byte flags, nint userData)
    {
        var self = Of(userData);
        try
        {
            self.OnField(frame->Header.StreamId, new ReadOnlySpan<byte>(name, (int)nameLength), new ReadOnlySpan<byte>(value, (int)valueLength));
            return 0;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static int InvalidHeader(nint session, Nghttp2Frame* frame, byte* name, nuint nameLength, byte* value, nuint valueLength, byte flags, nint userData)
    {
        var self = Of(userData);
        try
        {
            self.OnInvalidField(frame->Header.StreamId);
            return 0;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static int Frame(nint session, Nghttp2Frame* frame, nint userData)
    {
        var self = Of(userData);
        try
        {
            self.Dispatch(frame);
            return 0;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static int InvalidFrame(nint session, Nghttp2Frame* frame, int error, nint userData)
    {
        var self = Of(userData);
        try
        {
            self.OnInvalidFrame(frame->Header.StreamId, error);
            return 0;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static int DataChunk(nint session, byte flags, int streamId, byte* data, nuint length, nint userData)
    {
        var self = Of(userData);
        try
        {
            self.OnData(streamId, new ReadOnlySpan<byte>(data, (int)length));
            return 0;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static int StreamClosed(nint session, int streamId, uint code, nint userData)
    {
        var self = Of(userData);
        try
        {
            self.OnStreamClosed(streamId, code);
            return 0;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static nint ReadData(nint session, int streamId, byte* into, nuint most, uint* flags, nint source, nint userData)
    {
        var self = Of(userData);
        try
        {
            var count = self.OnDataWanted(streamId, (int)most, out var end, out var trailers);
            if (count < 0)
            {
                return Nghttp2.ErrorDeferred;
            }

            *flags = Nghttp2.DataNoCopy | (end ? Nghttp2.DataEnd : 0) | (end && trailers ? Nghttp2.DataNoEndStream : 0);
            return count;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    [UnmanagedCallersOnly]
    private static int SendData(nint session, Nghttp2Frame* frame, byte* frameHeader, nuint length, nint source, nint userData)
    {
        const int frameHeaderBytes = 9;
        var self = Of(userData);
        try
        {
            self.OnDataFrame(frame->Header.StreamId, new ReadOnlySpan<byte>(frameHeader, frameHeaderBytes), (int)length);
            return 0;
        }
        catch (Exception thrown)
        {
            return self.Remember(thrown);
        }
    }

    private void Dispatch(Nghttp2Frame* frame)
    {
        var flags = frame->Header.Flags;
        switch ((FrameType)frame->Header.Type)
        {
            case FrameType.Headers:
                OnHeadersEnd(frame->Header.StreamId, (flags & Nghttp2.FlagEndStream) != 0);
                break;
            case FrameType.Data when (flags & Nghttp2.FlagEndStream) != 0:
                OnDataEnd(frame->Header.StreamId);
                break;
            case FrameType.Settings when (flags & Nghttp2.FlagAcknowledge) == 0:
                OnSettings();
                break;
            case FrameType.Ping when (flags & Nghttp2.FlagAcknowledge) != 0:
                OnPingAnswered();
                break;
            case FrameType.GoAway:
                OnGoAway(frame->GoAwayLastStreamId, frame->GoAwayCode);
                break;
        }
    }
}
