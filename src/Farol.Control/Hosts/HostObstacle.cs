namespace Farol.Control.Hosts;

/// <summary>Why a tenant may not serve a host.</summary>
/// <param name="Words">For its people.</param>
/// <param name="Code">For programs; null: there is nothing that they could do.</param>
public sealed record HostObstacle(string Words, string? Code = null)
{
    /// <summary>Nobody has proven the name, so that the tenant may.</summary>
    public const string NotProven = "host_not_proven";
}
