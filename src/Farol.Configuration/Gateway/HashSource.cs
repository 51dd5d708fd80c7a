using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>What consistent_hash hashes.</summary>
[JsonConverter(typeof(WordJsonConverter<HashSource>))]
public enum HashSource
{
    ClientAddress,

    Header,

    Cookie,

    Path,
}
