using System.Text.Json;
using Farol.Access.SecurityEvents;

namespace Farol.Control.Security.Events;

/// <summary>Kinds and severities as the wire names them.</summary>
internal static class SecurityWords
{
    public static IReadOnlyList<string> Types { get; } = [.. Enum.GetNames<SecurityEventType>().Select(Word)];

    public static IReadOnlyList<string> Severities { get; } = [.. Enum.GetNames<SecuritySeverity>().Select(Word)];

    public static string Of(SecurityEventType type) => Word(type.ToString());

    public static string Of(SecuritySeverity severity) => Word(severity.ToString());

    private static string Word(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
