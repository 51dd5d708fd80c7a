namespace Farol.Configuration.Documents;

/// <summary>The configuration file as a whole, validated.</summary>
/// <param name="Source">The file's name as given.</param>
public sealed record FarolDocument(string Source, IReadOnlyList<RouterSection> Routers);
