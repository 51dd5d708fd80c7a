namespace Farol.Gateway.Tls;

/// <summary>Certificates, keys or settings of TLS cannot be used. The message names the file or the setting, and what to do; no secrets.</summary>
internal sealed class TlsConfigurationException(string message) : Exception(message);
