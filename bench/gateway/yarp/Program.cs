using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Yarp.ReverseProxy.Configuration;

// farol-bench-yarp PORT BACKEND_PORT [TLS_PORT CERTIFICATE KEY]: one route, one cluster, no logs; X-Forwarded-* are its default.
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseKestrelHttpsConfiguration();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, int.Parse(args[0], null), l => l.Protocols = HttpProtocols.Http1);
    if (args.Length > 2)
    {
        kestrel.Listen(IPAddress.Loopback, int.Parse(args[2], null), l => l.UseHttps(X509Certificate2.CreateFromPemFile(args[3], args[4])));
    }
});
builder.Services.AddReverseProxy().LoadFromMemory(
    [new RouteConfig { RouteId = "all", ClusterId = "web", Match = new RouteMatch { Path = "{**all}" } }],
    [
        new ClusterConfig
        {
            ClusterId = "web",
            Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = $"http://127.0.0.1:{args[1]}" } },
        },
    ]);
var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
