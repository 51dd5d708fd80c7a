using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Whose requests a limit counts when several gateways serve one configuration.</summary>
[JsonConverter(typeof(WordJsonConverter<RateLimitScope>))]
public enum RateLimitScope
{
    /// <summary>Each gateway's own: two of them let twice as much pass.</summary>
    Gateway,

    /// <summary>All gateways' together.</summary>
    Global,
}
