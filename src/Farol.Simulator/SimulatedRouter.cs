using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using Farol.Simulator.Ssh;
using Farol.Simulator.Telnet;
using Farol.Simulator.Terminals;

namespace Farol.Simulator;

/// <summary>
/// A pretend NE8000 that listens on real SSH and Telnet ports. What happens to it is told by <see cref="PlayAsync"/>; what is true of
/// it by <see cref="Snapshot"/>.
/// </summary>
public sealed class SimulatedRouter : IAsyncDisposable
{
    private static readonly TimeSpan _tickInterval = TimeSpan.FromSeconds(1);

    private readonly RouterCore _core;
    private readonly SshHostKeys _keys;
    private readonly TerminalListener? _ssh;
    private readonly TerminalListener? _telnet;
    private readonly ITimer _tick;
    private readonly string _moduliFile;

    private SimulatedRouter(SimulatedRouterOptions options, SshHostKeys keys, TimeProvider time)
    {
        Options = options;
        _keys = keys;
        _core = new RouterCore(options, time);
        _ = options.SshPort is null ? default : keys.Current;
        _moduliFile = WriteModuli();
        var host = new TerminalHost(_core, SshSettings);
        _ssh = options.SshPort is { } sshPort
            ? new TerminalListener(_core, new IPEndPoint(options.ListenAddress, sshPort), socket => new SshConnection(socket), host.ServeSsh)
            : null;
        _telnet = options.TelnetPort is { } telnetPort
            ? new TerminalListener(
                _core, new IPEndPoint(options.ListenAddress, telnetPort), socket => new TelnetConnection(socket), host.ServeTelnet)
            : null;
        _tick = time.CreateTimer(_ => _core.State.Tick(), null, _tickInterval, _tickInterval);
    }

    public SimulatedRouterOptions Options { get; }

    public IPEndPoint? SshEndPoint => _ssh?.EndPoint;

    public IPEndPoint? TelnetEndPoint => _telnet?.EndPoint;

    internal RouterCore Core => _core;

    /// <summary>Opens the ports and begins to live.</summary>
    /// <exception cref="ArgumentException">An option cannot work; the message names it.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">A port is taken.</exception>
    public static Task<SimulatedRouter> StartAsync(
        SimulatedRouterOptions options, TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Start(options, SshHostKeys.Open(options.DataFolder), time ?? TimeProvider.System), cancellationToken);

    internal static SimulatedRouter Start(SimulatedRouterOptions options, SshHostKeys keys, TimeProvider time) =>
        options.Problem() is { } problem
            ? throw new ArgumentException(problem)
            : new SimulatedRouter(options, keys, time);

    public RouterSnapshot Snapshot() => _core.Snapshot();

    /// <summary>Returns once exactly <paramref name="count"/> terminals have a logged-in user.</summary>
    public Task WaitForSessionsAsync(int count, CancellationToken cancellationToken) =>
        _core.Terminals.WaitAsync((sessions, _) => sessions == count, cancellationToken);

    /// <summary>Lets something happen. Returns when it has begun; a reboot when the router answers again.</summary>
    /// <exception cref="ScenarioException">The router has no such interface, slot, domain or VLAN.</exception>
    public Task PlayAsync(Scenario scenario, CancellationToken cancellationToken = default) =>
        new ScenarioPlayer(_core, _keys).PlayAsync(scenario, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _tick.DisposeAsync();
        foreach (var listener in new[] { _ssh, _telnet }.OfType<TerminalListener>())
        {
            await listener.DisposeAsync();
        }

        _core.Faults.Calm();
        _core.Terminals.AbortAll();
        await _core.Terminals.WaitAsync((_, connections) => connections == 0, CancellationToken.None);
        File.Delete(_moduliFile);
    }

    private SshServerSettings SshSettings() => new(
        Options.SshIdent,
        Options.LegacyAlgorithms ? SshAlgorithms.Legacy : SshAlgorithms.Modern,
        _keys.Current,
        _moduliFile);

    /// <summary>libssh reads the groups of the group exchange from a file only.</summary>
    private static string WriteModuli()
    {
        var file = Path.Combine(Path.GetTempPath(), $"farol-simulator-moduli-{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}");
        using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream("Ssh/moduli")!;
        using var target = File.Create(file);
        source.CopyTo(target);
        return file;
    }
}
