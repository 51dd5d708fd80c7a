using System.Text.Json;
using Farol.Control.LiveFeed;

namespace Farol.Control.Revisions;

/// <summary>The JSON of differences, in the database as in answers.</summary>
internal static class RevisionJson
{
    public static string Write(IReadOnlyList<RevisionDifference> differences) => JsonSerializer.Serialize(differences, ControlJson.Options);

    public static IReadOnlyList<RevisionDifference> Read(string json) => JsonSerializer.Deserialize<List<RevisionDifference>>(json, ControlJson.Options) ?? [];
}
