using System.Net;
using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Supervision;
using Farol.Verbs;

namespace Farol.Gateways;

/// <summary>
/// Two pretend web servers and one route to both, for as long as nobody configured a pool or route. The servers are kept by the supervisor, so that
/// they outlive this process.
/// </summary>
internal sealed class Demonstration(SupervisorClient supervisor) : IDocumentPart, IStandIn
{
    private const int Backends = 2;

    private volatile GatewayDocument? _document;

    public GatewayDocument? Document => _document;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var backends = new List<BackendSection>();
        for (var i = 0; i < Backends; i++)
        {
            using var socket = new Socket(await supervisor.OpenAsync(SimulateBackends.NameOf(i), new IPEndPoint(IPAddress.Loopback, 0), cancellationToken));
            var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            backends.Add(new BackendSection { Id = SimulateBackends.NameOf(i), Address = $"127.0.0.1:{port}" });
        }

        supervisor.Start("backends", TimeSpan.Zero, "simulate", "backends");
        _document = new GatewayDocument
        {
            Pools = [new PoolSection { Name = ":demo", Backends = [.. backends], HealthCheck = new HealthCheckSection { Path = "/health" } }],
            Routes = [new RouteSection { Name = ":demo", Pool = ":demo" }],
        };
    }

    public GatewayDocument AddTo(GatewayDocument document) => _document is { } shown && IStandIn.IsNeededIn(document)
        ? document with { Pools = shown.Pools, Routes = shown.Routes }
        : document;
}
