using System.Runtime.InteropServices;
using System.Text;

namespace Farol.Gateway.Native;

/// <summary>
/// An <c>SSL_CTX</c>. Set up once, then only read. Each connection keeps a reference to the object that holds this one, so that the policy behind the
/// callbacks outlives every handshake that may ask it.
/// </summary>
internal sealed unsafe class OpenSslContext : SafeHandle
{
    private GCHandle _policy;

    private OpenSslContext(nint method)
        : base(0, true)
    {
        handle = OpenSsl.ContextNew(method);
        if (handle == 0)
        {
            throw new OpenSslException(OpenSslSubject.Library, OpenSslFailure.Take().Text);
        }

        _ = OpenSsl.ContextControl(handle, OpenSsl.ControlMode, OpenSsl.Modes, null);
        // One system call for what the socket holds rather than two a record.
        _ = OpenSsl.ContextControl(handle, OpenSsl.ControlReadAhead, 1, null);
        // No sessions are kept on this side: servers use tickets, clients keep the session of each backend themselves.
        _ = OpenSsl.ContextControl(handle, OpenSsl.ControlSessionCacheMode, OpenSsl.SessionCacheOff, null);
        _ = OpenSsl.ContextSetOptions(handle, OpenSsl.OptionNoCompression | OpenSsl.OptionNoRenegotiation);
    }

    public override bool IsInvalid => handle == 0;

    public static OpenSslContext ForServer(IOpenSslServerPolicy policy)
    {
        var context = new OpenSslContext(OpenSsl.ServerMethod()) { _policy = GCHandle.Alloc(policy) };
        var argument = GCHandle.ToIntPtr(context._policy);
        OpenSsl.ContextOnCertificate(context.handle, &OpenSslCallbacks.ChooseCertificate, argument);
        OpenSsl.ContextOnProtocols(context.handle, &OpenSslCallbacks.SelectProtocol, argument);
        OpenSsl.ContextOnClientHello(context.handle, &OpenSslCallbacks.AnswerChallenge, argument);
        _ = OpenSsl.ContextSetData(context.handle, 0, argument);
        _ = OpenSsl.ContextOnTicket(context.handle, &OpenSslCallbacks.SealTicket);
        // One new ticket a handshake: a client that wants several connections at once may use it again, as there is no early data to replay.
        _ = OpenSsl.ContextSetTicketCount(context.handle, 1);
        return context;
    }

    public static OpenSslContext ForClient() => new(OpenSsl.ClientMethod());

    public void SetMinimumVersion(int version) => _ = OpenSsl.ContextControl(handle, OpenSsl.ControlMinimumVersion, version, null);

    public void EnableKernelTls() => _ = OpenSsl.ContextSetOptions(handle, OpenSsl.OptionKernelTls);

    /// <exception cref="OpenSslException">None of the ciphers is known.</exception>
    public void SetCiphers(string? untilTls12, string? ofTls13)
    {
        fixed (byte* list = Text(untilTls12))
        fixed (byte* suites = Text(ofTls13))
        {
            var good = (untilTls12 is null || OpenSsl.ContextSetCipherList(handle, list) == 1)
                && (ofTls13 is null || OpenSsl.ContextSetCipherSuites(handle, suites) == 1);
            Require(good, OpenSslSubject.Ciphers);
        }
    }

    /// <summary>Sessions resume only where the same demands were made of the client.</summary>
    /// <param name="name">At most 32 bytes.</param>
    public void SetSessionScope(ReadOnlySpan<byte> name)
    {
        fixed (byte* bytes = name)
        {
            Require(OpenSsl.ContextSetSessionIdContext(handle, bytes, (uint)name.Length) == 1, OpenSslSubject.Library);
        }
    }

    /// <summary>Believes certificates that come from whom the system believes.</summary>
    public void TrustSystemAuthorities() => Require(OpenSsl.ContextSetDefaultVerifyPaths(handle) == 1, OpenSslSubject.Authority);

    /// <summary>Believes certificates that come from one of these.</summary>
    /// <param name="pem">One certificate or more.</param>
    /// <param name="tellClients">Names them to clients, so that a browser offers the right certificate.</param>
    /// <exception cref="OpenSslException">There is none in it.</exception>
    public void TrustAuthorities(ReadOnlySpan<byte> pem, bool tellClients)
    {
        var store = OpenSsl.ContextStore(handle);
        var count = 0;
        fixed (byte* bytes = pem)
        {
            var reader = OpenSslCrypto.MemoryReader(bytes, pem.Length);
            for (nint each; (each = OpenSslCrypto.ReadCertificate(reader, 0, 0, null)) != 0; count++)
            {
                _ = OpenSslCrypto.AddToStore(store, each);
                _ = tellClients ? OpenSsl.ContextNameClientAuthority(handle, each) : 0;
                OpenSslCrypto.FreeCertificate(each);
            }

            _ = OpenSslCrypto.FreeReader(reader);
        }

        Require(count > 0, OpenSslSubject.Authority);
    }

    /// <summary>How long a session may be resumed.</summary>
    public void SetSessionLifetime(TimeSpan lifetime) => _ = OpenSsl.ContextSetTimeout(handle, (nint)lifetime.TotalSeconds);

    public void VerifyPeer(bool required) =>
        OpenSsl.ContextSetVerify(handle, OpenSsl.VerifyPeer | (required ? OpenSsl.VerifyFailIfNoPeerCertificate : 0), 0);

    /// <param name="protocols">Each with its length before it (RFC 7301).</param>
    public void OfferProtocols(ReadOnlySpan<byte> protocols)
    {
        fixed (byte* list = protocols)
        {
            // Of all its functions this one answers 0 for success.
            Require(OpenSsl.ContextOfferProtocols(handle, list, (uint)protocols.Length) == 0, OpenSslSubject.Library);
        }
    }

    protected override bool ReleaseHandle()
    {
        OpenSsl.ContextFree(handle);
        if (_policy.IsAllocated)
        {
            _policy.Free();
        }

        return true;
    }

    private static byte[]? Text(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text + '\0');

    private static void Require(bool good, OpenSslSubject subject)
    {
        if (good)
        {
            // A list of which some entries are unknown leaves failures behind though it succeeds.
            OpenSslCrypto.ClearErrors();
            return;
        }

        throw new OpenSslException(subject, OpenSslFailure.Take().Text);
    }
}
