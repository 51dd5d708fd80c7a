using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>What an entry of the block list does.</summary>
[JsonConverter(typeof(WordJsonConverter<BlockAction>))]
public enum BlockAction
{
    Block,
    Allow,
}
