using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>What an active health check does.</summary>
[JsonConverter(typeof(WordJsonConverter<HealthCheckKind>))]
public enum HealthCheckKind
{
    /// <summary>A GET whose status, and body if asked, is judged.</summary>
    Http,

    /// <summary>A connection that is accepted.</summary>
    Tcp,
}
