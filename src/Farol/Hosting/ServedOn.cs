namespace Farol.Hosting;

/// <summary>Endpoint metadata: the ports that serve it. The last one said counts; an endpoint without it is on <see cref="Shared"/>.</summary>
internal sealed record ServedOn(Surfaces Surfaces)
{
    /// <summary>What every API has: logins and profile.</summary>
    public const Surfaces Shared = Surfaces.Monitor | Surfaces.Control | Surfaces.Console;

    public static Surfaces Of(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ServedOn>()?.Surfaces ?? Shared;
}
