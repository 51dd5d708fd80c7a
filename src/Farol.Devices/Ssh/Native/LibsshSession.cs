using System.Globalization;
using System.Runtime.InteropServices;

namespace Farol.Devices.Ssh.Native;

/// <summary>
/// One libssh session with at most one channel. Every call must come from the thread that made it:
/// libssh has no locks (<c>https://api.libssh.org/stable/libssh_tutor_threads.html</c>).
/// </summary>
/// <remarks>
/// No call waits: one that needs the network answers <see cref="Libssh.Again"/> and is made again when the socket is ready.
/// libssh's own waits are not safe to use: after a disconnect message it closes its descriptor and goes on waiting for an answer
/// (seen with 0.10.6 in <c>ssh_userauth_password</c>), and nothing outside can end that.
/// </remarks>
internal sealed class LibsshSession : IDisposable
{
    private const string Nowhere = "/dev/null";

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private nint _session;
    private nint _channel;

    public LibsshSession()
    {
        _session = Libssh.New();
        if (_session == 0)
        {
            throw new InsufficientMemoryException("libssh made no session");
        }

        // Nothing of the user's or the system's ssh configuration may change how a router is reached.
        SetNumber(SshOption.ProcessConfiguration, 0);
        SetText(SshOption.SshDirectory, Nowhere);
        SetText(SshOption.KnownHosts, Nowhere);
        SetText(SshOption.GlobalKnownHosts, Nowhere);
        Libssh.SetBlocking(_session, 0);
        LibsshReasonLog.Start();
    }

    /// <summary>libssh's text for the last failure, or better the reason that was heard before it.</summary>
    public string LastError => LibsshReasonLog.Heard ?? Text(Libssh.GetError(Pointer)) ?? "";

    public string? KeyExchange => Text(Libssh.GetKeyExchange(Pointer));

    public string? Cipher => Text(Libssh.GetCipher(Pointer));

    public AuthenticationMethods OfferedMethods => Libssh.AuthenticationList(Pointer, 0);

    /// <summary>False once libssh has closed its descriptor, whatever the reason.</summary>
    public bool IsAlive => Libssh.IsConnected(Pointer) != 0;

    public bool HasUnsentBytes => (Libssh.GetPollFlags(Pointer) & Libssh.WritePending) != 0;

    /// <summary>The router closed the terminal in order, and all of its bytes were read. A lost connection does not count.</summary>
    public bool IsAtEnd => Libssh.ChannelIsEndOfFile(Channel) != 0;

    private nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_session == 0, this);
            return Environment.CurrentManagedThreadId == _thread
                ? _session
                : throw new InvalidOperationException("A libssh session was touched by a thread that does not own it");
        }
    }

    private nint Channel => Pointer != 0 && _channel != 0 ? _channel : throw new InvalidOperationException("No channel is open");

    /// <summary>Sets an option from a text; false if libssh refuses the value.</summary>
    public unsafe bool TrySetText(SshOption option, string value)
    {
        using var text = new NativeText(value);
        fixed (byte* bytes = text.Bytes)
        {
            return Libssh.OptionsSet(Pointer, option, bytes) == Libssh.Ok;
        }
    }

    public void SetText(SshOption option, string value) => Require(TrySetText(option, value), option);

    public unsafe void SetNumber(SshOption option, int value) => Require(Libssh.OptionsSet(Pointer, option, &value) == Libssh.Ok, option);

    /// <summary>Gives libssh a connected descriptor, which <see cref="Connect"/> makes its own.</summary>
    public void Use(int descriptor) => SetNumber(SshOption.Descriptor, descriptor);

    /// <summary>Exchanges keys.</summary>
    public int Connect() => Libssh.Connect(Pointer);

    /// <summary>The server's key after <see cref="Connect"/>; null if libssh has none.</summary>
    public HostKey? ServerKey()
    {
        if (Libssh.GetServerPublicKey(Pointer, out var pointer) != Libssh.Ok)
        {
            return null;
        }

        using var key = new LibsshKey(pointer);
        if (Libssh.GetPublicKeyHash(key.Pointer, Libssh.HashSha256, out var hash, out var length) != Libssh.Ok)
        {
            return null;
        }

        var bytes = new byte[(int)length];
        Marshal.Copy(hash, bytes, 0, bytes.Length);
        Libssh.CleanPublicKeyHash(ref hash);
        return new HostKey(Text(Libssh.KeyTypeName(Libssh.KeyType(key.Pointer))) ?? "unknown", "SHA256:" + Convert.ToBase64String(bytes).TrimEnd('='));
    }

    public AuthenticationResult AuthenticateNone() => Libssh.AuthenticateNone(Pointer, 0);

    public AuthenticationResult AuthenticateKey(LibsshKey key) => Libssh.AuthenticatePublicKey(Pointer, 0, key.Pointer);

    public unsafe AuthenticationResult AuthenticatePassword(string password)
    {
        using var text = new NativeText(password);
        fixed (byte* bytes = text.Bytes)
        {
            return Libssh.AuthenticatePassword(Pointer, 0, bytes);
        }
    }

    /// <summary>Starts or goes on with keyboard-interactive login; <see cref="AuthenticationResult.Question"/> means prompts to answer.</summary>
    public AuthenticationResult AuthenticateInteractive() => Libssh.AuthenticateInteractive(Pointer, 0, 0);

    public int PromptCount => Libssh.InteractivePromptCount(Pointer);

    public (string Text, bool IsShown) Prompt(int index)
    {
        var text = Libssh.InteractivePrompt(Pointer, (uint)index, out var echo);
        return (Text(text) ?? "", echo != 0);
    }

    public unsafe bool Answer(int index, string answer)
    {
        using var text = new NativeText(answer);
        fixed (byte* bytes = text.Bytes)
        {
            return Libssh.InteractiveAnswer(Pointer, (uint)index, bytes) >= 0;
        }
    }

    /// <summary>What the server says before login, or null.</summary>
    public string? IssueBanner()
    {
        var banner = Libssh.GetIssueBanner(Pointer);
        var text = Text(banner);
        Libssh.FreeText(banner);
        return text;
    }

    public int OpenChannel()
    {
        _channel = _channel == 0 ? Libssh.ChannelNew(Pointer) : _channel;
        return _channel == 0 ? Libssh.Error : Libssh.ChannelOpenSession(_channel);
    }

    public int RequestTerminal(string type, int columns, int rows) => Libssh.ChannelRequestTerminal(Channel, type, columns, rows);

    /// <summary>The opening is over: libssh no longer writes a log line for every packet.</summary>
    public static void StopListening() => LibsshReasonLog.Stop();

    public int RequestShell() => Libssh.ChannelRequestShell(Channel);

    /// <summary>Reads what has come; 0 if nothing, <see cref="Libssh.EndOfFile"/> or <see cref="Libssh.Error"/>.</summary>
    public unsafe int Read(Span<byte> buffer, bool standardError)
    {
        fixed (byte* bytes = buffer)
        {
            var count = Libssh.ChannelRead(Channel, bytes, (uint)buffer.Length, standardError ? 1 : 0);
            return count == Libssh.Again ? 0 : count;
        }
    }

    /// <summary>Hands bytes over; returns how many were taken, 0 when the router's window is closed, or <see cref="Libssh.Error"/>.</summary>
    public unsafe int Write(ReadOnlySpan<byte> data)
    {
        fixed (byte* bytes = data)
        {
            var count = Libssh.ChannelWrite(Channel, bytes, (uint)data.Length);
            return count == Libssh.Again ? 0 : count;
        }
    }

    /// <summary>Handles packets and sends what waits in libssh, for at most this long.</summary>
    public bool Flush(int milliseconds) => Libssh.BlockingFlush(Pointer, milliseconds) != Libssh.Error;

    /// <summary>Closes the terminal, so that the router frees it at once.</summary>
    public void CloseChannel(int flushMilliseconds)
    {
        if (_channel != 0)
        {
            _ = Libssh.ChannelClose(Channel);
            Flush(flushMilliseconds);
        }
    }

    /// <summary>Frees the session and closes its descriptor.</summary>
    /// <remarks>
    /// <c>ssh_disconnect</c> is not called: it gives a descriptor that came by option back without closing it, while an error closes it,
    /// so nobody could know whose it is afterwards. <c>ssh_free</c> alone always closes it (libssh 0.10.6).
    /// </remarks>
    public void Dispose()
    {
        if (_session == 0)
        {
            return;
        }

        Libssh.Free(Pointer);
        _session = 0;
        _channel = 0;
    }

    private static string? Text(nint text) => Marshal.PtrToStringUTF8(text);

    private void Require(bool done, SshOption option)
    {
        if (!done)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"libssh refused the option {option}: {LastError}"));
        }
    }
}
