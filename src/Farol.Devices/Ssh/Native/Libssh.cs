using System.Runtime.InteropServices;

namespace Farol.Devices.Ssh.Native;

/// <summary>
/// libssh as its headers declare it (libssh/libssh.h, version 0.10; <c>https://api.libssh.org/stable/</c>).
/// Sessions, channels and keys are opaque pointers; only <see cref="LibsshSession"/> and <see cref="LibsshKey"/> call this.
/// </summary>
internal static partial class Libssh
{
    public const string Library = "libssh.so.4";

    public const int Ok = 0;
    public const int Error = -1;
    public const int Again = -2;
    public const int EndOfFile = -127;

    public const int WritePending = 0x08;

    /// <summary><c>SSH_PUBLICKEY_HASH_SHA256</c>.</summary>
    public const int HashSha256 = 2;

    [LibraryImport(Library, EntryPoint = "ssh_version")]
    public static partial nint Version(int required);

    [LibraryImport(Library, EntryPoint = "ssh_set_log_level")]
    public static partial int SetLogLevel(int level);

    [LibraryImport(Library, EntryPoint = "ssh_set_log_callback")]
    public static unsafe partial int SetLogCallback(delegate* unmanaged[Cdecl]<int, byte*, byte*, void*, void> callback);

    [LibraryImport(Library, EntryPoint = "ssh_new")]
    public static partial nint New();

    [LibraryImport(Library, EntryPoint = "ssh_free")]
    public static partial void Free(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_options_set")]
    public static unsafe partial int OptionsSet(nint session, SshOption option, void* value);

    [LibraryImport(Library, EntryPoint = "ssh_connect")]
    public static partial int Connect(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_set_blocking")]
    public static partial void SetBlocking(nint session, int blocking);

    [LibraryImport(Library, EntryPoint = "ssh_blocking_flush")]
    public static partial int BlockingFlush(nint session, int milliseconds);

    [LibraryImport(Library, EntryPoint = "ssh_get_poll_flags")]
    public static partial int GetPollFlags(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_is_connected")]
    public static partial int IsConnected(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_error")]
    public static partial nint GetError(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_kex_algo")]
    public static partial nint GetKeyExchange(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_cipher_in")]
    public static partial nint GetCipher(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_server_publickey")]
    public static partial int GetServerPublicKey(nint session, out nint key);

    [LibraryImport(Library, EntryPoint = "ssh_get_publickey_hash")]
    public static partial int GetPublicKeyHash(nint key, int kind, out nint hash, out nuint length);

    [LibraryImport(Library, EntryPoint = "ssh_clean_pubkey_hash")]
    public static partial void CleanPublicKeyHash(ref nint hash);

    [LibraryImport(Library, EntryPoint = "ssh_key_type")]
    public static partial int KeyType(nint key);

    [LibraryImport(Library, EntryPoint = "ssh_key_type_to_char")]
    public static partial nint KeyTypeName(int type);

    [LibraryImport(Library, EntryPoint = "ssh_key_free")]
    public static partial void KeyFree(nint key);

    [LibraryImport(Library, EntryPoint = "ssh_pki_import_privkey_file")]
    public static unsafe partial int ImportPrivateKeyFile(byte* path, byte* passphrase, nint callback, nint userData, out nint key);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_none")]
    public static partial AuthenticationResult AuthenticateNone(nint session, nint user);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_list")]
    public static partial AuthenticationMethods AuthenticationList(nint session, nint user);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_publickey")]
    public static partial AuthenticationResult AuthenticatePublicKey(nint session, nint user, nint privateKey);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_password")]
    public static unsafe partial AuthenticationResult AuthenticatePassword(nint session, nint user, byte* password);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_kbdint")]
    public static partial AuthenticationResult AuthenticateInteractive(nint session, nint user, nint submethods);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_kbdint_getnprompts")]
    public static partial int InteractivePromptCount(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_kbdint_getprompt")]
    public static partial nint InteractivePrompt(nint session, uint index, out byte echo);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_kbdint_setanswer")]
    public static unsafe partial int InteractiveAnswer(nint session, uint index, byte* answer);

    [LibraryImport(Library, EntryPoint = "ssh_get_issue_banner")]
    public static partial nint GetIssueBanner(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_string_free_char")]
    public static partial void FreeText(nint text);

    [LibraryImport(Library, EntryPoint = "ssh_channel_new")]
    public static partial nint ChannelNew(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_channel_open_session")]
    public static partial int ChannelOpenSession(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_request_pty_size", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChannelRequestTerminal(nint channel, string terminal, int columns, int rows);

    [LibraryImport(Library, EntryPoint = "ssh_channel_request_shell")]
    public static partial int ChannelRequestShell(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_read_nonblocking")]
    public static unsafe partial int ChannelRead(nint channel, byte* destination, uint count, int isStandardError);

    [LibraryImport(Library, EntryPoint = "ssh_channel_write")]
    public static unsafe partial int ChannelWrite(nint channel, byte* data, uint length);

    [LibraryImport(Library, EntryPoint = "ssh_channel_is_eof")]
    public static partial int ChannelIsEndOfFile(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_close")]
    public static partial int ChannelClose(nint channel);
}
