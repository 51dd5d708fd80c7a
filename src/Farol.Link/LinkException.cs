namespace Farol.Link;

/// <summary>The link ended or could not begin. Trying again is safe unless the fault is <see cref="LinkFault.Version"/> or <see cref="LinkFault.Peer"/>.</summary>
public sealed class LinkException(LinkFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public LinkFault Fault { get; } = fault;
}
