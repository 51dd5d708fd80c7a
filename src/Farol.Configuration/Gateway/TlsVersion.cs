using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>The lowest version of TLS that is spoken; older ones than 1.2 are broken (RFC 8996).</summary>
[JsonConverter(typeof(WordJsonConverter<TlsVersion>))]
public enum TlsVersion
{
    [JsonStringEnumMemberName("1.2")]
    Tls12,

    [JsonStringEnumMemberName("1.3")]
    Tls13,
}
