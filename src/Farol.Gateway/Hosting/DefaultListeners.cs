using System.Net;
using System.Net.Sockets;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Hosting;

/// <summary>
/// The ports of a configuration that names none: 80, and 443 where there are certificates; what an ordinary user may not have, or another program
/// has, falls back to 10080 and 10443. A port once chosen is kept for as long as the process lives.
/// </summary>
public sealed class DefaultListeners(IListeningSockets sockets, DefaultPorts ports)
{
    private const int Fallback = 10_000;

    private readonly Dictionary<string, int> _chosen = new(StringComparer.Ordinal);

    /// <summary>What to tell about a port that is not the usual one; by listener.</summary>
    public Dictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);

    /// <summary>The document with listeners, all ports shifted by the offset.</summary>
    /// <exception cref="ListenException">Neither of a default's ports can be had.</exception>
    public async Task<GatewayDocument> CompleteAsync(GatewayDocument document, CancellationToken cancellationToken)
    {
        if (document.Listeners.Count > 0)
        {
            return ports.Offset == 0 ? document : document with { Listeners = [.. document.Listeners.Select(Shifted)] };
        }

        List<ListenerSection> listeners = [new() { Name = "http", Address = ports.Address, Port = await ChooseAsync("http", 80, ports.Http, cancellationToken) }];
        if (document.Certificates.Count > 0)
        {
            listeners.Add(new ListenerSection { Name = "https", Address = ports.Address, Port = await ChooseAsync("https", 443, ports.Https, cancellationToken), Tls = new ListenerTlsSection() });
        }

        return document with { Listeners = [.. listeners] };
    }

    /// <summary>Address and port that a listener binds.</summary>
    public static IPEndPoint EndpointOf(ListenerSection listener) => EndpointOf(listener.Address, listener.Port);

    private static IPEndPoint EndpointOf(string address, int port) => new(address == "*" ? IPAddress.IPv6Any : IPAddress.Parse(address), port);

    private ListenerSection Shifted(ListenerSection listener) => listener.Port == 0 ? listener : listener with { Port = listener.Port + ports.Offset };

    private async Task<int> ChooseAsync(string name, int usual, int? meant, CancellationToken cancellationToken)
    {
        if (_chosen.TryGetValue(name, out var port))
        {
            return port;
        }

        if (meant is not null)
        {
            await TryAsync(name, meant.Value + ports.Offset, cancellationToken);
            return _chosen[name] = meant.Value + ports.Offset;
        }

        usual += ports.Offset;
        try
        {
            await TryAsync(name, usual, cancellationToken);
            return _chosen[name] = usual;
        }
        catch (ListenException refused) when (refused.Error is SocketError.AccessDenied or SocketError.AddressAlreadyInUse)
        {
            port = usual + Fallback;
            await TryAsync(name, port, cancellationToken);
            Notes[name] = $"port {port} instead of {usual}: {(refused.Error == SocketError.AccessDenied ? "this user may not have it" : "another program has it")}";
            return _chosen[name] = port;
        }
    }

    private async Task TryAsync(string name, int port, CancellationToken cancellationToken)
    {
        using var tried = await sockets.OpenAsync(name, EndpointOf(ports.Address, port), cancellationToken);
    }
}
