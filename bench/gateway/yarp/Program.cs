using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Yarp.ReverseProxy.Configuration;

// farol-bench-yarp PORT BACKEND_PORT ECHO_PORT TLS_PORT CERTIFICATE KEY: everything to the backend, /ws to the echo; no logs; X-Forwarded-* are its default.
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseKestrelHttpsConfiguration();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, int.Parse(args[0], null), l => l.Protocols = HttpProtocols.Http1);
    kestrel.Listen(IPAddress.Loopback, int.Parse(args[3], null), l => l.UseHttps(X509Certificate2.CreateFromPemFile(args[4], args[5])));
});
builder.Services.AddReverseProxy().LoadFromMemory(
    [Route("all", "{**all}", "web"), Route("echo", "ws/{**all}", "echo")],
    [Cluster("web", args[1]), Cluster("echo", args[2])]);
var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();

static RouteConfig Route(string name, string path, string cluster) => new() { RouteId = name, ClusterId = cluster, Match = new RouteMatch { Path = path } };

static ClusterConfig Cluster(string name, string port) => new()
{
    ClusterId = name,
    Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = $"http://127.0.0.1:{port}" } },
};
