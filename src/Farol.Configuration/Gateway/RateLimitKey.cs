using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Whose requests share one bucket.</summary>
[JsonConverter(typeof(WordJsonConverter<RateLimitKey>))]
public enum RateLimitKey
{
    /// <summary>The client's address behind trusted proxies; an IPv6 client counts by its /64.</summary>
    Client,

    Route,

    Tenant,

    /// <summary>Each value of the header named in the limit.</summary>
    Header,
}
