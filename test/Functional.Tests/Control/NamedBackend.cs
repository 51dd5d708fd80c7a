using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Functional.Tests.Control;

/// <summary>A web server that answers every request with its name, with <c>?status=</c> under another status, and keeps what it was sent under <see cref="Last"/>.</summary>
internal sealed class NamedBackend : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _requests;

    private NamedBackend(WebApplication application, string name) => (_application, Name) = (application, name);

    public string Name { get; }

    public int Port => new Uri(_application.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;

    /// <summary>For the installation's own pools.</summary>
    public string Loopback => $"127.0.0.1:{Port}";

    /// <summary>For a tenant's pools, which may not point at loopback: this machine's address in its network.</summary>
    public string InNetwork => $"{NetworkAddress}:{Port}";

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Headers of the last request.</summary>
    public IHeaderDictionary? Last { get; private set; }

    /// <summary>The first IPv4 address of an interface that is up and not loopback.</summary>
    public static IPAddress NetworkAddress { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Where(i => i.OperationalStatus == OperationalStatus.Up && i.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(i => i.GetIPProperties().UnicastAddresses)
        .Select(a => a.Address)
        .First(a => a.AddressFamily == AddressFamily.InterNetwork);

    public static async Task<NamedBackend> StartAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, 0));
        var backend = new NamedBackend(builder.Build(), name);
        backend._application.Run(backend.AnswerAsync);
        await backend._application.StartAsync();
        return backend;
    }

    private Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _requests);
        Last = new HeaderDictionary(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase));
        http.Response.StatusCode = http.Request.Query["status"].ToString() is { Length: > 0 } status ? int.Parse(status, CultureInfo.InvariantCulture) : 200;
        return http.Response.WriteAsync(Name);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
