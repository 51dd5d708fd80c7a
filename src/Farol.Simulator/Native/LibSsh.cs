using System.Runtime.InteropServices;

namespace Farol.Simulator.Native;

/// <summary>
/// The part of libssh 0.10 that a server needs, as declared in <c>libssh/libssh.h</c> and <c>libssh/server.h</c>.
/// A session and its channel may be touched by one thread only.
/// </summary>
internal static partial class LibSsh
{
    public const int Ok = 0;
    public const int Error = -1;

    public const int RequestAuth = 1;
    public const int RequestChannelOpen = 2;
    public const int RequestChannel = 3;
    public const int RequestService = 4;

    public const int AuthPassword = 0x0002;
    public const int AuthInteractive = 0x0010;

    public const int ChannelSession = 1;

    public const int ChannelRequestPty = 1;
    public const int ChannelRequestShell = 3;
    public const int ChannelRequestEnv = 4;

    public const int BindBanner = 6;
    public const int BindImportKey = 10;
    public const int BindKeyExchange = 11;
    public const int BindCiphersClientToServer = 12;
    public const int BindCiphersServerToClient = 13;
    public const int BindHmacClientToServer = 14;
    public const int BindHmacServerToClient = 15;
    public const int BindHostKeyAlgorithms = 18;
    public const int BindProcessConfig = 19;
    public const int BindModuli = 20;

    public const int SessionTimeoutSeconds = 9;

    private const string Library = "libssh.so.4";

    [LibraryImport(Library, EntryPoint = "ssh_new")]
    public static partial nint NewSession();

    [LibraryImport(Library, EntryPoint = "ssh_free")]
    public static partial void FreeSession(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_options_set")]
    public static partial int SetSessionOption(nint session, int option, in long value);

    [LibraryImport(Library, EntryPoint = "ssh_disconnect")]
    public static partial void Disconnect(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_is_connected")]
    public static partial int IsConnected(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_error")]
    private static partial nint GetError(nint sessionOrBind);

    public static string ErrorText(nint sessionOrBind) => Marshal.PtrToStringUTF8(GetError(sessionOrBind)) ?? "unknown";

    [LibraryImport(Library, EntryPoint = "ssh_bind_new")]
    public static partial nint NewBind();

    [LibraryImport(Library, EntryPoint = "ssh_bind_free")]
    public static partial void FreeBind(nint bind);

    [LibraryImport(Library, EntryPoint = "ssh_bind_options_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetBindOption(nint bind, int option, string value);

    [LibraryImport(Library, EntryPoint = "ssh_bind_options_set")]
    public static partial int SetBindOption(nint bind, int option, nint value);

    [LibraryImport(Library, EntryPoint = "ssh_bind_options_set")]
    public static partial int SetBindOption(nint bind, int option, in byte value);

    [LibraryImport(Library, EntryPoint = "ssh_bind_accept_fd")]
    public static partial int AcceptDescriptor(nint bind, nint session, int descriptor);

    [LibraryImport(Library, EntryPoint = "ssh_set_auth_methods")]
    public static partial void SetAuthMethods(nint session, int methods);

    [LibraryImport(Library, EntryPoint = "ssh_handle_key_exchange")]
    public static partial int HandleKeyExchange(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_pki_import_privkey_base64", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ImportPrivateKey(string pem, string? passphrase, nint callback, nint callbackData, out nint key);

    [LibraryImport(Library, EntryPoint = "ssh_key_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "ssh_message_get")]
    public static partial nint GetMessage(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_message_free")]
    public static partial void FreeMessage(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_type")]
    public static partial int MessageType(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_subtype")]
    public static partial int MessageSubtype(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_reply_default")]
    public static partial int ReplyDefault(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_user")]
    private static partial nint GetAuthUser(nint message);

    public static string AuthUser(nint message) => Marshal.PtrToStringUTF8(GetAuthUser(message)) ?? string.Empty;

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_password")]
    private static partial nint GetAuthPassword(nint message);

    public static string AuthPasswordOf(nint message) => Marshal.PtrToStringUTF8(GetAuthPassword(message)) ?? string.Empty;

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_set_methods")]
    public static partial int SetMessageAuthMethods(nint message, int methods);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_reply_success")]
    public static partial int ReplyAuthSuccess(nint message, int partial);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_kbdint_is_response")]
    public static partial int IsInteractiveResponse(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_interactive_request", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RequestInteractive(
        nint message, string name, string instruction, uint promptCount, in nint prompts, in byte echo);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_kbdint_getanswer")]
    private static partial nint GetInteractiveAnswer(nint session, uint index);

    public static string InteractiveAnswer(nint session) => Marshal.PtrToStringUTF8(GetInteractiveAnswer(session, 0)) ?? string.Empty;

    [LibraryImport(Library, EntryPoint = "ssh_message_service_reply_success")]
    public static partial int ReplyServiceSuccess(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_channel_request_open_reply_accept")]
    public static partial nint AcceptChannel(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_channel_request_reply_success")]
    public static partial int ReplyChannelSuccess(nint message);

    /// <summary>Has every message that is not asked for answered with a refusal.</summary>
    public static unsafe void RefuseOtherMessages(nint session) => SetMessageCallback(session, &AnswerNo, 0);

    [LibraryImport(Library, EntryPoint = "ssh_channel_read_nonblocking")]
    public static partial int Read(nint channel, ref byte destination, uint count, int isStandardError);

    [LibraryImport(Library, EntryPoint = "ssh_channel_write")]
    public static partial int Write(nint channel, in byte source, uint count);

    [LibraryImport(Library, EntryPoint = "ssh_channel_is_eof")]
    public static partial int IsEndOfFile(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_is_closed")]
    public static partial int IsClosed(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_send_eof")]
    public static partial int SendEndOfFile(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_request_send_exit_status")]
    public static partial int SendExitStatus(nint channel, int status);

    [LibraryImport(Library, EntryPoint = "ssh_channel_close")]
    public static partial int CloseChannel(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_set_message_callback")]
    private static unsafe partial void SetMessageCallback(nint session, delegate* unmanaged<nint, nint, nint, int> callback, nint data);

    [UnmanagedCallersOnly]
    private static int AnswerNo(nint session, nint message, nint data) => 1;
}
