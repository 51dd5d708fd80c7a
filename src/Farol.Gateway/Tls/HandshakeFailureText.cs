using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>OpenSSL's reasons as a kind to count and a sentence to read.</summary>
internal static class HandshakeFailureText
{
    /// <param name="verifyProblem">Why the peer's certificate was refused, if it was.</param>
    public static (HandshakeFailure Kind, string Text) Explain(OpenSslFailure failure, string? verifyProblem) => failure switch
    {
        { IsSsl: true, Reason: OpenSslFailure.UnexpectedEnd } or { Reason: 0 } => (HandshakeFailure.PeerLeft, "the peer left during the handshake"),
        { IsSsl: true, Reason: OpenSslFailure.HttpRequest or OpenSslFailure.HttpsProxyRequest } => (HandshakeFailure.NotTls, "HTTP in clear on a TLS port"),
        { IsSsl: true, Reason: OpenSslFailure.WrongVersionNumber } => (HandshakeFailure.NotTls, "what came is not TLS"),
        { IsSsl: true, Reason: OpenSslFailure.UnsupportedProtocol or OpenSslFailure.VersionTooLow } => (HandshakeFailure.Version, "no TLS version that both sides accept"),
        { IsSsl: true, Reason: OpenSslFailure.NoSharedCipher } => (HandshakeFailure.Cipher, "no cipher that both sides accept"),
        { IsSsl: true, Reason: OpenSslFailure.NoApplicationProtocol } => (HandshakeFailure.ApplicationProtocol, "none of the offered application protocols is spoken here"),
        { IsSsl: true, Reason: OpenSslFailure.NoCertificateReturned } => (HandshakeFailure.CertificateMissing, "no certificate was shown"),
        { IsSsl: true, Reason: OpenSslFailure.CertificateVerifyFailed } => (HandshakeFailure.CertificateRefused, $"the certificate is not accepted: {verifyProblem ?? failure.Text}"),
        { IsSsl: true, Reason: >= OpenSslFailure.FirstAlert } => (HandshakeFailure.PeerAlert, $"the peer ended it: {failure.Text}"),
        _ => (HandshakeFailure.Other, failure.Text),
    };
}
