namespace Farol.Link.Endpoints;

/// <summary>Where gateways come in.</summary>
public interface ILinkListener : IAsyncDisposable
{
    /// <summary>For people and for <c>--link</c>.</summary>
    string Address { get; }

    /// <summary>The next connection whose other end may speak. A refused one is told by <see cref="LinkException"/>; accepting goes on.</summary>
    Task<LinkPeer> AcceptAsync(CancellationToken cancellationToken);
}
