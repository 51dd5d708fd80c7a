using System.Net;
using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Link.Documents;
using Microsoft.Extensions.Logging.Abstractions;
using Testing.Support;

namespace Farol.Gateway.Tests.Hosting;

/// <summary>A document that comes over the link is judged by the rules of the file before anything of it is used.</summary>
public sealed class RefusedDocumentTests
{
    [Fact]
    public async Task Every_reason_is_given_with_its_key()
    {
        using var folder = new TemporaryFolder();
        await using var engine = new GatewayEngine(new NoSockets(), folder.Path, NullLoggerFactory.Instance, TimeProvider.System);
        var document = new GatewayDocument
        {
            Pools = [new PoolSection { Name = "web", Backends = [new BackendSection { Address = "nowhere" }] }],
            Routes = [new RouteSection { Pool = "wbe" }],
        };
        var outcome = await engine.ApplyAsync(LinkDocument.Of(1, GatewayJson.Write(document)), TestContext.Current.CancellationToken);
        Assert.Equal(["pools[0].backends[0].address", "routes[0].pool"], outcome.Reasons.Select(r => r.Key));
        Assert.Contains("did you mean \"web\"?", outcome.Reasons[1].Message, StringComparison.Ordinal);
        Assert.Null(engine.Document);
    }

    private sealed class NoSockets : IListeningSockets
    {
        public Task<SafeSocketHandle> OpenAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a refused document opens nothing");

        public Task ReleaseAsync(string name, IPEndPoint endpoint, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
