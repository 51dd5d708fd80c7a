using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>What OpenSSL's error queue of this thread says.</summary>
/// <param name="Reason">SSL_R_… (openssl/sslerr.h) when <paramref name="IsSsl"/>; 0 when the queue was empty.</param>
/// <param name="Text">OpenSSL's own words, without data of the connection.</param>
internal readonly record struct OpenSslFailure(int Reason, bool IsSsl, string Text)
{
    public const int CertificateVerifyFailed = 134;
    public const int HttpsProxyRequest = 155;
    public const int HttpRequest = 156;
    public const int NoSharedCipher = 193;
    public const int NoCertificateReturned = 199;
    public const int NoApplicationProtocol = 235;
    public const int UnsupportedProtocol = 258;
    public const int WrongVersionNumber = 267;
    public const int UnexpectedEnd = 294;
    public const int VersionTooLow = 396;

    /// <summary>SSL_AD_REASON_OFFSET: from here on a reason is an alert that the peer sent.</summary>
    public const int FirstAlert = 1000;

    private const int LibrarySsl = 20;

    /// <summary>Empties the queue, which the next call must not find, and says the last failure of libssl in it, else the first of any.</summary>
    public static OpenSslFailure Take()
    {
        var chosen = default(OpenSslFailure);
        for (ulong error; (error = OpenSslCrypto.GetError()) != 0;)
        {
            var isSsl = (error >> 23 & 0xFF) == LibrarySsl;
            if (isSsl || chosen.Text is null)
            {
                chosen = new OpenSslFailure((int)(error & 0x7FFFFF), isSsl, Marshal.PtrToStringUTF8(OpenSslCrypto.ReasonText(error)) ?? "unknown reason");
            }
        }

        return chosen.Text is null ? new OpenSslFailure(0, false, "no reason given") : chosen;
    }
}
