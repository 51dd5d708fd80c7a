using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>The functions of libnghttp2 that are used here (nghttp2/nghttp2.h, 1.52), as they are declared there.</summary>
internal static unsafe class Nghttp2
{
    public const string Library = "libnghttp2.so.14";

    public const int ErrorWouldBlock = -504;
    public const int ErrorDeferred = -508;
    public const int ErrorTemporalFailure = -521;
    public const int ErrorCallbackFailure = -902;
    public const int ErrorBadClientMagic = -903;

    public const byte FlagEndStream = 0x1;
    public const byte FlagAcknowledge = 0x1;
    public const uint DataEnd = 0x1;
    public const uint DataNoEndStream = 0x2;
    public const uint DataNoCopy = 0x4;

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_new")]
    public static extern int CallbacksNew(nint* callbacks);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_on_begin_headers_callback")]
    public static extern void OnBeginHeaders(nint callbacks, delegate* unmanaged<nint, Nghttp2Frame*, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_on_header_callback")]
    public static extern void OnHeader(nint callbacks, delegate* unmanaged<nint, Nghttp2Frame*, byte*, nuint, byte*, nuint, byte, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_on_invalid_header_callback")]
    public static extern void OnInvalidHeader(nint callbacks, delegate* unmanaged<nint, Nghttp2Frame*, byte*, nuint, byte*, nuint, byte, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_on_frame_recv_callback")]
    public static extern void OnFrame(nint callbacks, delegate* unmanaged<nint, Nghttp2Frame*, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_on_begin_frame_callback")]
    public static extern void OnBeginFrame(nint callbacks, delegate* unmanaged<nint, Nghttp2FrameHeader*, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_on_invalid_frame_recv_callback")]
    public static extern void OnInvalidFrame(nint callbacks, delegate* unmanaged<nint, Nghttp2Frame*, int, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_on_data_chunk_recv_callback")]
    public static extern void OnData(nint callbacks, delegate* unmanaged<nint, byte, int, byte*, nuint, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_on_stream_close_callback")]
    public static extern void OnStreamClose(nint callbacks, delegate* unmanaged<nint, int, uint, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_session_callbacks_set_send_data_callback")]
    public static extern void OnSendData(nint callbacks, delegate* unmanaged<nint, Nghttp2Frame*, byte*, nuint, nint, nint, int> callback);

    [DllImport(Library, EntryPoint = "nghttp2_option_new")]
    public static extern int OptionNew(nint* option);

    [DllImport(Library, EntryPoint = "nghttp2_option_del")]
    public static extern void OptionFree(nint option);

    [DllImport(Library, EntryPoint = "nghttp2_option_set_no_auto_window_update")]
    public static extern void OptionNoAutomaticWindowUpdate(nint option, int value);

    [DllImport(Library, EntryPoint = "nghttp2_option_set_no_closed_streams")]
    public static extern void OptionNoClosedStreams(nint option, int value);

    [DllImport(Library, EntryPoint = "nghttp2_option_set_max_outbound_ack")]
    public static extern void OptionMaxOutboundAcknowledgements(nint option, nuint value);

    [DllImport(Library, EntryPoint = "nghttp2_option_set_server_fallback_rfc7540_priorities")]
    public static extern void OptionFallBackToOldPriorities(nint option, int value);

    [DllImport(Library, EntryPoint = "nghttp2_option_set_peer_max_concurrent_streams")]
    public static extern void OptionPeerMaxConcurrentStreams(nint option, uint value);

    [DllImport(Library, EntryPoint = "nghttp2_session_server_new2")]
    public static extern int ServerNew(nint* session, nint callbacks, nint userData, nint option);

    [DllImport(Library, EntryPoint = "nghttp2_session_client_new2")]
    public static extern int ClientNew(nint* session, nint callbacks, nint userData, nint option);

    [DllImport(Library, EntryPoint = "nghttp2_session_del")]
    public static extern void SessionFree(nint session);

    [DllImport(Library, EntryPoint = "nghttp2_session_mem_recv")]
    public static extern nint Receive(nint session, byte* bytes, nuint length);

    [DllImport(Library, EntryPoint = "nghttp2_session_mem_send")]
    public static extern nint Send(nint session, byte** bytes);

    [DllImport(Library, EntryPoint = "nghttp2_session_want_read")]
    [SuppressGCTransition]
    public static extern int WantRead(nint session);

    [DllImport(Library, EntryPoint = "nghttp2_session_want_write")]
    [SuppressGCTransition]
    public static extern int WantWrite(nint session);

    [DllImport(Library, EntryPoint = "nghttp2_session_consume")]
    public static extern int Consume(nint session, int stream, nuint size);

    [DllImport(Library, EntryPoint = "nghttp2_session_consume_connection")]
    public static extern int ConsumeConnection(nint session, nuint size);

    [DllImport(Library, EntryPoint = "nghttp2_session_set_local_window_size")]
    public static extern int SetLocalWindow(nint session, byte flags, int stream, int size);

    [DllImport(Library, EntryPoint = "nghttp2_session_get_remote_settings")]
    public static extern uint RemoteSetting(nint session, int id);

    [DllImport(Library, EntryPoint = "nghttp2_session_check_request_allowed")]
    public static extern int RequestAllowed(nint session);

    [DllImport(Library, EntryPoint = "nghttp2_session_get_last_proc_stream_id")]
    public static extern int LastProcessedStream(nint session);

    [DllImport(Library, EntryPoint = "nghttp2_session_resume_data")]
    public static extern int ResumeData(nint session, int stream);

    [DllImport(Library, EntryPoint = "nghttp2_session_terminate_session")]
    public static extern int Terminate(nint session, uint code);

    [DllImport(Library, EntryPoint = "nghttp2_submit_settings")]
    public static extern int SubmitSettings(nint session, byte flags, Nghttp2Setting* settings, nuint count);

    [DllImport(Library, EntryPoint = "nghttp2_submit_headers")]
    public static extern int SubmitHeaders(nint session, byte flags, int stream, nint priority, Nghttp2Field* fields, nuint count, nint userData);

    [DllImport(Library, EntryPoint = "nghttp2_submit_response")]
    public static extern int SubmitResponse(nint session, int stream, Nghttp2Field* fields, nuint count, Nghttp2DataProvider* data);

    [DllImport(Library, EntryPoint = "nghttp2_submit_request")]
    public static extern int SubmitRequest(nint session, nint priority, Nghttp2Field* fields, nuint count, Nghttp2DataProvider* data, nint userData);

    [DllImport(Library, EntryPoint = "nghttp2_submit_trailer")]
    public static extern int SubmitTrailer(nint session, int stream, Nghttp2Field* fields, nuint count);

    [DllImport(Library, EntryPoint = "nghttp2_submit_rst_stream")]
    public static extern int SubmitReset(nint session, byte flags, int stream, uint code);

    [DllImport(Library, EntryPoint = "nghttp2_submit_goaway")]
    public static extern int SubmitGoAway(nint session, byte flags, int lastStream, uint code, byte* opaque, nuint opaqueLength);

    [DllImport(Library, EntryPoint = "nghttp2_submit_shutdown_notice")]
    public static extern int SubmitShutdownNotice(nint session);

    [DllImport(Library, EntryPoint = "nghttp2_submit_ping")]
    public static extern int SubmitPing(nint session, byte flags, byte* opaque);
}
