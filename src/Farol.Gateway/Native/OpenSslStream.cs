using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>
/// Steps of one TLS connection (an <c>SSL*</c>) over spans. The error queue is empty before every step, because whoever meets a failure takes it:
/// so SSL_get_error(3) needs no clearing on the paths that succeed.
/// What describes a connection answers for a closed one (zero) too.
/// </summary>
internal static unsafe class OpenSslStream
{
    public static nint Open(OpenSslContext context, int descriptor)
    {
        var ssl = OpenSsl.New(context.DangerousGetHandle());
        if (ssl != 0 && OpenSsl.SetDescriptor(ssl, descriptor) == 1)
        {
            return ssl;
        }

        OpenSsl.Free(ssl);
        OpenSslCrypto.ClearErrors();
        return 0;
    }

    public static int Handshake(nint ssl) => Classify(ssl, OpenSsl.DoHandshake(ssl));

    /// <returns>Bytes read, or 0 with the reason in <paramref name="error"/> (SSL_ERROR_…).</returns>
    public static int Read(nint ssl, Span<byte> into, out int error)
    {
        fixed (byte* first = into)
        {
            var count = OpenSsl.Read(ssl, first, into.Length);
            error = count > 0 ? OpenSsl.ErrorNone : OpenSsl.GetError(ssl, count);
            return Math.Max(count, 0);
        }
    }

    /// <returns>Bytes taken, at most a record; or 0 with the reason in <paramref name="error"/>.</returns>
    public static int Write(nint ssl, ReadOnlySpan<byte> bytes, out int error)
    {
        fixed (byte* first = bytes)
        {
            var count = OpenSsl.Write(ssl, first, bytes.Length);
            error = count > 0 ? OpenSsl.ErrorNone : OpenSsl.GetError(ssl, count);
            return Math.Max(count, 0);
        }
    }

    /// <summary>Sends close_notify if the socket takes it; what goes wrong here changes nothing any more.</summary>
    public static void SendCloseNotify(nint ssl)
    {
        if (OpenSsl.Shutdown(ssl) < 0)
        {
            OpenSslCrypto.ClearErrors();
        }
    }

    public static ReadOnlySpan<byte> SelectedProtocol(nint ssl)
    {
        byte* bytes = null;
        uint length = 0;
        if (ssl != 0)
        {
            OpenSsl.GetSelectedProtocol(ssl, &bytes, &length);
        }

        return new ReadOnlySpan<byte>(bytes, (int)length);
    }

    public static ReadOnlySpan<byte> ServerName(nint ssl)
    {
        var name = ssl == 0 ? null : OpenSsl.GetServerName(ssl, 0);
        return name == null ? default : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
    }

    public static string CipherName(nint ssl) => ssl == 0 ? "" : Marshal.PtrToStringUTF8(OpenSsl.CipherName(OpenSsl.CurrentCipher(ssl))) ?? "";

    /// <returns>The certificate that the peer proved to hold (DER), or null when it showed none.</returns>
    public static byte[]? PeerCertificate(nint ssl)
    {
        var certificate = ssl == 0 ? 0 : OpenSsl.TakePeerCertificate(ssl);
        if (certificate == 0)
        {
            return null;
        }

        try
        {
            return OpenSslCertificate.Encode(certificate);
        }
        finally
        {
            OpenSslCrypto.FreeCertificate(certificate);
        }
    }

    /// <returns>Why the peer's certificate was not accepted; null when it was.</returns>
    public static string? VerifyProblem(nint ssl)
    {
        var result = OpenSsl.VerifyResult(ssl);
        return result == 0 ? null : Marshal.PtrToStringUTF8(OpenSslCrypto.VerifyText(result));
    }

    /// <summary>Announces the name to the server; a literal address is never announced (RFC 6066, 3).</summary>
    public static bool Announce(nint ssl, byte[] name)
    {
        fixed (byte* text = name)
        {
            return OpenSsl.Control(ssl, OpenSsl.ControlServerName, 0, text) == 1;
        }
    }

    /// <param name="name">A host name or an address, ending with a zero byte.</param>
    public static bool Expect(nint ssl, byte[] name, bool isAddress)
    {
        const uint noPartialWildcards = 0x4;
        fixed (byte* text = name)
        {
            OpenSsl.SetHostFlags(ssl, noPartialWildcards);
            return isAddress ? OpenSslCrypto.ExpectAddress(OpenSsl.VerifyParameters(ssl), text) == 1 : OpenSsl.ExpectHost(ssl, text) == 1;
        }
    }

    private static int Classify(nint ssl, int result) => result == 1 ? OpenSsl.ErrorNone : OpenSsl.GetError(ssl, result);
}
