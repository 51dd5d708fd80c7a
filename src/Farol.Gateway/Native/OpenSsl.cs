using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>The functions of libssl that are used here (openssl/ssl.h, OpenSSL 3.0), as they are declared there.</summary>
internal static unsafe class OpenSsl
{
    public const string Library = "libssl.so.3";

    public const int ControlMode = 33;
    public const int ControlReadAhead = 41;
    public const int ControlSessionCacheMode = 44;
    public const int ControlServerName = 55;
    public const int ControlGroups = 92;
    public const int ControlMinimumVersion = 123;

    /// <summary>SSL_MODE_ENABLE_PARTIAL_WRITE, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER, SSL_MODE_AUTO_RETRY, SSL_MODE_RELEASE_BUFFERS.</summary>
    public const int Modes = 0x1 | 0x2 | 0x4 | 0x10;

    public const ulong OptionKernelTls = 1UL << 3;
    public const ulong OptionNoCompression = 1UL << 17;
    public const ulong OptionNoRenegotiation = 1UL << 30;

    public const int VerifyNone = 0;
    public const int VerifyPeer = 1;
    public const int VerifyFailIfNoPeerCertificate = 2;

    public const int SessionCacheOff = 0;

    public const int ErrorNone = 0;
    public const int ErrorSsl = 1;
    public const int ErrorWantRead = 2;
    public const int ErrorWantWrite = 3;
    public const int ErrorSystemCall = 5;
    public const int ErrorZeroReturn = 6;

    public const int ShutdownSentAndReceived = 3;
    public const uint ExtensionApplicationProtocols = 16;

    [DllImport(Library, EntryPoint = "TLS_server_method")]
    public static extern nint ServerMethod();

    [DllImport(Library, EntryPoint = "TLS_client_method")]
    public static extern nint ClientMethod();

    [DllImport(Library, EntryPoint = "SSL_CTX_new")]
    public static extern nint ContextNew(nint method);

    [DllImport(Library, EntryPoint = "SSL_CTX_free")]
    public static extern void ContextFree(nint context);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_options")]
    public static extern ulong ContextSetOptions(nint context, ulong options);

    [DllImport(Library, EntryPoint = "SSL_CTX_ctrl")]
    public static extern nint ContextControl(nint context, int command, nint number, void* pointer);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_cipher_list")]
    public static extern int ContextSetCipherList(nint context, byte* text);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_ciphersuites")]
    public static extern int ContextSetCipherSuites(nint context, byte* text);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_num_tickets")]
    public static extern int ContextSetTicketCount(nint context, nuint count);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_session_id_context")]
    public static extern int ContextSetSessionIdContext(nint context, byte* bytes, uint length);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_verify")]
    public static extern void ContextSetVerify(nint context, int mode, nint callback);

    [DllImport(Library, EntryPoint = "SSL_CTX_get_cert_store")]
    public static extern nint ContextStore(nint context);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_default_verify_paths")]
    public static extern int ContextSetDefaultVerifyPaths(nint context);

    [DllImport(Library, EntryPoint = "SSL_CTX_add_client_CA")]
    public static extern int ContextNameClientAuthority(nint context, nint certificate);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_timeout")]
    public static extern nint ContextSetTimeout(nint context, nint seconds);

    [DllImport(Library, EntryPoint = "SSL_CTX_use_cert_and_key")]
    public static extern int ContextUseCertificate(nint context, nint certificate, nint key, nint chain, int replace);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_alpn_protos")]
    public static extern int ContextOfferProtocols(nint context, byte* list, uint length);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_alpn_select_cb")]
    public static extern void ContextOnProtocols(nint context, delegate* unmanaged<nint, byte**, byte*, byte*, uint, nint, int> callback, nint argument);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_cert_cb")]
    public static extern void ContextOnCertificate(nint context, delegate* unmanaged<nint, nint, int> callback, nint argument);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_client_hello_cb")]
    public static extern void ContextOnClientHello(nint context, delegate* unmanaged<nint, int*, nint, int> callback, nint argument);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_tlsext_ticket_key_evp_cb")]
    public static extern int ContextOnTicket(nint context, delegate* unmanaged<nint, byte*, byte*, nint, nint, int, int> callback);

    [DllImport(Library, EntryPoint = "SSL_CTX_set_ex_data")]
    public static extern int ContextSetData(nint context, int index, nint data);

    [DllImport(Library, EntryPoint = "SSL_CTX_get_ex_data")]
    public static extern nint ContextGetData(nint context, int index);

    [DllImport(Library, EntryPoint = "SSL_new")]
    public static extern nint New(nint context);

    [DllImport(Library, EntryPoint = "SSL_free")]
    public static extern void Free(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_set_fd")]
    public static extern int SetDescriptor(nint ssl, int descriptor);

    [DllImport(Library, EntryPoint = "SSL_set_accept_state")]
    public static extern void SetAcceptState(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_set_connect_state")]
    public static extern void SetConnectState(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_do_handshake")]
    public static extern int DoHandshake(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_read")]
    public static extern int Read(nint ssl, byte* into, int length);

    [DllImport(Library, EntryPoint = "SSL_write")]
    public static extern int Write(nint ssl, byte* bytes, int length);

    [DllImport(Library, EntryPoint = "SSL_get_error")]
    public static extern int GetError(nint ssl, int result);

    [DllImport(Library, EntryPoint = "SSL_has_pending")]
    [SuppressGCTransition]
    public static extern int HasPending(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_shutdown")]
    public static extern int Shutdown(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_set_shutdown")]
    public static extern void SetShutdown(nint ssl, int mode);

    [DllImport(Library, EntryPoint = "SSL_get_SSL_CTX")]
    public static extern nint GetContext(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_get_servername")]
    public static extern byte* GetServerName(nint ssl, int type);

    [DllImport(Library, EntryPoint = "SSL_ctrl")]
    public static extern nint Control(nint ssl, int command, nint number, void* pointer);

    [DllImport(Library, EntryPoint = "SSL_client_hello_get0_ext")]
    public static extern int ClientHelloExtension(nint ssl, uint type, byte** bytes, nuint* length);

    [DllImport(Library, EntryPoint = "SSL_set_ex_data")]
    public static extern int SetData(nint ssl, int index, nint data);

    [DllImport(Library, EntryPoint = "SSL_get_ex_data")]
    public static extern nint GetData(nint ssl, int index);

    [DllImport(Library, EntryPoint = "SSL_certs_clear")]
    public static extern void ClearCertificates(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_use_cert_and_key")]
    public static extern int UseCertificate(nint ssl, nint certificate, nint key, nint chain, int replace);

    [DllImport(Library, EntryPoint = "SSL_get0_alpn_selected")]
    public static extern void GetSelectedProtocol(nint ssl, byte** bytes, uint* length);

    [DllImport(Library, EntryPoint = "SSL_version")]
    public static extern int Version(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_get_current_cipher")]
    public static extern nint CurrentCipher(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_CIPHER_get_name")]
    public static extern nint CipherName(nint cipher);

    [DllImport(Library, EntryPoint = "SSL_session_reused")]
    public static extern int SessionReused(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_get1_session")]
    public static extern nint TakeSession(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_set_session")]
    public static extern int SetSession(nint ssl, nint session);

    [DllImport(Library, EntryPoint = "SSL_SESSION_is_resumable")]
    public static extern int SessionIsResumable(nint session);

    [DllImport(Library, EntryPoint = "SSL_SESSION_free")]
    public static extern void SessionFree(nint session);

    [DllImport(Library, EntryPoint = "SSL_set1_host")]
    public static extern int ExpectHost(nint ssl, byte* name);

    [DllImport(Library, EntryPoint = "SSL_set_hostflags")]
    public static extern void SetHostFlags(nint ssl, uint flags);

    [DllImport(Library, EntryPoint = "SSL_get0_param")]
    public static extern nint VerifyParameters(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_get_verify_result")]
    public static extern nint VerifyResult(nint ssl);

    [DllImport(Library, EntryPoint = "SSL_get1_peer_certificate")]
    public static extern nint TakePeerCertificate(nint ssl);
}
