namespace Farol.Gateway.Native;

/// <summary>What OpenSSL refused, so that the caller can name the setting or the file.</summary>
internal enum OpenSslSubject
{
    Library,
    Certificate,
    Key,
    KeyMatch,
    Ciphers,
    Authority,
}
