using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Whether a connection to a backend begins with a PROXY protocol header.</summary>
[JsonConverter(typeof(WordJsonConverter<ProxyProtocolVersion>))]
public enum ProxyProtocolVersion
{
    Off,

    V1,

    V2,
}
