using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.LocalViewer;

/// <summary>
/// What need not be found out anew for each request of a connection. Requests of one HTTP/2 connection run at the same
/// time: hold the lock on it.
/// </summary>
internal sealed class ConnectionFacts
{
    private const string Key = "farol.local-viewer";
    private string? _host;
    private bool _isLoopbackHost;

    /// <summary>Whether the peer is a process of our own user; null before the kernel was asked. Who opened a connection
    /// does not change.</summary>
    public bool? IsOwnPeer { get; set; }

    public static ConnectionFacts Of(HttpContext context)
    {
        if (context.Features.Get<IConnectionItemsFeature>()?.Items is not { } items)
        {
            return new ConnectionFacts();
        }

        lock (items)
        {
            if (!items.TryGetValue(Key, out var facts))
            {
                items[Key] = facts = new ConnectionFacts();
            }

            return (ConnectionFacts)facts!;
        }
    }

    /// <summary>A client sends the same <c>Host</c> with every request, so the last verdict is kept.</summary>
    public bool IsLoopbackHost(HttpRequest request)
    {
        var host = request.Headers.Host.ToString();
        if (host != _host)
        {
            _host = host;
            _isLoopbackHost = LoopbackName.Matches(request.Host.Host);
        }

        return _isLoopbackHost;
    }
}
