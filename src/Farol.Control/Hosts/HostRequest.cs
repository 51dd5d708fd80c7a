namespace Farol.Control.Hosts;

/// <summary>A claim to a host name and all below it.</summary>
internal sealed record HostRequest
{
    public required string Host { get; init; }
}
