using Farol.Configuration.Gateway;

namespace Farol.Configuration.Documents;

/// <summary>The configuration file as a whole, validated.</summary>
/// <param name="Source">The file's name as given.</param>
/// <param name="Gateway">Empty where the file says nothing of the gateway.</param>
public sealed record FarolDocument(string Source, IReadOnlyList<RouterSection> Routers, GatewayDocument Gateway);
