using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>The last session with one backend, of one loop: the next connection resumes it and spares both sides the signature.</summary>
internal sealed class TlsSessionCell
{
    private OpenSslSession? _session;

    internal OpenSslSession? Session => _session is { IsInvalid: false, IsClosed: false } ? _session : null;

    internal void Keep(OpenSslSession session)
    {
        _session?.Dispose();
        _session = session;
    }

    /// <summary>After a refusal: the next handshake is a full one.</summary>
    public void Forget()
    {
        _session?.Dispose();
        _session = null;
    }
}
