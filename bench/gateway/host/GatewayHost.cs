using Farol.Configuration.Documents;
using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Gateway.Snapshot;
using Microsoft.Extensions.Logging.Abstractions;

namespace Farol.Bench.Gateway;

/// <summary>A gateway in this process whose figures the runtime can be asked for.</summary>
internal sealed class GatewayHost : IDisposable
{
    private readonly string _file;
    private readonly SnapshotBuilder _builder;
    private readonly GatewayServer _server;
    private readonly Lock _reloading = new();
    private long _revision = 1;

    public GatewayHost(string file)
    {
        _file = file;
        var document = Read();
        var registry = new BackendRegistry(document.Gateway.Loops > 0 ? document.Gateway.Loops : Environment.ProcessorCount, new ResolvedNames());
        _builder = new SnapshotBuilder(registry);
        var services = new GatewayServices { StickyKey = new byte[32] };
        _server = new GatewayServer(_builder.Build(document, _revision, previous: null), registry, services, NullLogger<GatewayServer>.Instance);
    }

    public void Start() => _server.Start();

    /// <summary>One signal may come while the one before is still answered.</summary>
    public void Reload()
    {
        lock (_reloading)
        {
            _server.Apply(_builder.Build(Read(), ++_revision, _server.Current));
        }
    }

    public Task StopAsync() => _server.StopAsync(TimeSpan.Zero, TimeProvider.System);

    public void Dispose() => _server.Dispose();

    private GatewayDocument Read() => DocumentReader.Read(File.ReadAllText(_file), _file, Environment.GetEnvironmentVariable).Gateway;
}
