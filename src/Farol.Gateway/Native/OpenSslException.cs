namespace Farol.Gateway.Native;

/// <summary>OpenSSL refused something of the configuration. The message is its reason, without secrets.</summary>
internal sealed class OpenSslException(OpenSslSubject subject, string message) : Exception(message)
{
    public OpenSslSubject Subject { get; } = subject;
}
