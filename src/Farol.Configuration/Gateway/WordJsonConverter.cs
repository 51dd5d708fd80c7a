using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Writes an enumeration as the words of the file, in snake_case; numbers are refused.</summary>
internal sealed class WordJsonConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
