using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Farol.Supervision;

/// <summary>
/// The process of <c>farol run</c> that does nothing but keep sockets and children: it has no feature that could fail. The first child is the
/// control plane, which asks for the others.
/// </summary>
internal sealed class Supervisor : ISupervisorWork, IDisposable
{
    /// <summary>The address of <see cref="SupervisorSocket"/>, for children.</summary>
    public const string AddressVariable = "FAROL_SUPERVISOR";

    /// <summary>The address of the link, for control plane and gateway alike; it outlives both.</summary>
    public const string LinkVariable = "FAROL_LINK";

    /// <summary>The hash of a document that the gateway leaves alone.</summary>
    public const string CrashingVariable = "FAROL_CRASHING_DOCUMENT";

    /// <summary>Gateway, pretend backends, and what may come.</summary>
    private const int MaxChildren = 8;

    private readonly string _address = "@farol-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
    private readonly TextWriter _error;
    private readonly TimeProvider _time;
    private readonly KeptSockets _sockets = new();
    private readonly SupervisorSocket _socket;
    private readonly Lock _gate = new();
    private readonly List<SupervisedChild> _children = [];
    private readonly List<(Task<int?> Running, CancellationTokenSource Stop)> _running = [];
    private bool _isStopping;

    public Supervisor(TextWriter error, TimeProvider time)
    {
        (_error, _time) = (error, time);
        _socket = new SupervisorSocket("\0" + _address[1..], this, _sockets);
    }

    public IReadOnlyList<ChildState> States
    {
        get
        {
            lock (_gate)
            {
                return [.. _children.Select(c => c.State)];
            }
        }
    }

    /// <summary>Runs the control plane with <paramref name="arguments"/>, and what it asks for, until told to stop.</summary>
    /// <returns>0, or the code of a control plane that could not start; it has said why.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var serving = new CancellationTokenSource();
        _socket.Open();
        _ = _socket.RunAsync(serving.Token);
        var control = Begin(new ChildPlan { Name = "control", Arguments = arguments, IsEssential = true });
        // What starting left behind is not needed again; the rest of its life this process only waits.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await Task.WhenAny(control, Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
        await StopAllAsync();
        await serving.CancelAsync();
        return await control ?? 0;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sockets.Dispose();
    }

    public SupervisedChild? ChildOf(int process)
    {
        lock (_gate)
        {
            return _children.Find(c => c.State.ProcessId == process);
        }
    }

    public void Start(Packet packet)
    {
        var name = packet.Field(0);
        var seconds = double.TryParse(packet.Field(1), CultureInfo.InvariantCulture, out var given) ? given : 0;
        lock (_gate)
        {
            var plan = new ChildPlan { Name = name, Arguments = [.. packet.Fields.Skip(2)] };
            plan = seconds > plan.MaxStop.TotalSeconds ? plan with { MaxStop = TimeSpan.FromSeconds(seconds) } : plan;
            if (_children.Find(c => c.Plan.Name == name) is { } running)
            {
                running.MaxStop = plan.MaxStop;
            }
            else if (!_isStopping && _children.Count < MaxChildren)
            {
                _ = Begin(plan);
            }
        }
    }

    private Task<int?> Begin(ChildPlan plan)
    {
        var child = new SupervisedChild(plan, StartProcess, Told, _time);
        var stop = new CancellationTokenSource();
        lock (_gate)
        {
            _children.Add(child);
            var running = Task.Run(() => child.RunAsync(stop.Token), CancellationToken.None);
            _running.Add((running, stop));
            return running;
        }
    }

    /// <summary>The last one started first: requests under way end before what answers them, and who stores what was used is there to the last.</summary>
    private async Task StopAllAsync()
    {
        List<(Task<int?> Running, CancellationTokenSource Stop)> all;
        lock (_gate)
        {
            _isStopping = true;
            all = [.. _running];
        }

        foreach (var (running, stop) in Enumerable.Reverse(all))
        {
            await stop.CancelAsync();
            await running;
            stop.Dispose();
        }
    }

    private void Told(ChildState state)
    {
        if (state is { ProcessId: null, LastEnd: { } end })
        {
            _error.WriteLine($"farol: {state.Name}: {end}. It is started again.");
        }

        _socket.Tell(state);
    }

    private Process StartProcess(ChildPlan plan)
    {
        // The children share output and errors with this process; their standard input ends with it, however it ends.
        var start = new ProcessStartInfo(Environment.ProcessPath!, plan.Arguments) { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var (name, value) in ChildRuntime.Of(plan.Name))
        {
            _ = start.Environment.TryAdd(name, value);
        }

        start.Environment[StandardInput.StopVariable] = "1";
        start.Environment[AddressVariable] = _address;
        start.Environment[LinkVariable] = "unix:" + _address + "-link";
        lock (_gate)
        {
            if (_children.Find(c => ReferenceEquals(c.Plan, plan))?.Documents.Banned is { } banned)
            {
                start.Environment[CrashingVariable] = banned;
            }
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{plan.Name} could not be started");
    }
}
