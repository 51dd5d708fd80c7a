using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>An <c>SSL_SESSION</c> of a client that may be resumed.</summary>
internal sealed class OpenSslSession : SafeHandle
{
    private OpenSslSession(nint session)
        : base(0, true) => handle = session;

    public override bool IsInvalid => handle == 0;

    /// <returns>The session of a connection; null while there is none to resume: in TLS 1.3 it comes after the handshake.</returns>
    public static OpenSslSession? Take(nint ssl)
    {
        var session = OpenSsl.TakeSession(ssl);
        if (session != 0 && OpenSsl.SessionIsResumable(session) == 1)
        {
            return new OpenSslSession(session);
        }

        OpenSsl.SessionFree(session);
        return null;
    }

    public void UseIn(nint ssl)
    {
        if (OpenSsl.SetSession(ssl, handle) != 1)
        {
            OpenSslCrypto.ClearErrors();
        }
    }

    protected override bool ReleaseHandle()
    {
        OpenSsl.SessionFree(handle);
        return true;
    }
}
