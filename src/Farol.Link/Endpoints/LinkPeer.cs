namespace Farol.Link.Endpoints;

/// <summary>A connection whose other end was checked.</summary>
/// <param name="Stream">The bytes.</param>
/// <param name="Identity">Who it is: the process on this machine, or the name in its certificate.</param>
public sealed record LinkPeer(Stream Stream, string Identity);
