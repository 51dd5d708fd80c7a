using System.Text.Json;

namespace Farol.Monitor.Answers;

/// <summary>Names of enumerations as the wire spells them.</summary>
internal static class SnakeCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
