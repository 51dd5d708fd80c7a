using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>What a pool speaks to its backends.</summary>
[JsonConverter(typeof(WordJsonConverter<BackendProtocol>))]
public enum BackendProtocol
{
    Http1,

    /// <summary>Over TLS by ALPN, in clear with prior knowledge; what gRPC needs.</summary>
    Http2,
}
