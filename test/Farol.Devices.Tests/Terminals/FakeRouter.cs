using System.Collections.Concurrent;

namespace Farol.Devices.Tests.Terminals;

/// <summary>A pretend router on the level of bytes: prompt, echo, views, pager, Ctrl+C; counts the terminals that are open on it.</summary>
internal sealed class FakeRouter : IShellConnector
{
    private int _open;
    private int _opened;

    public string Protocol => "ssh";

    public string Target => "fake:22";

    public string Name { get; init; } = "NE8000-M8";

    public Delivery Delivery { get; init; } = Delivery.Whole;

    public int MaxTerminals { get; set; } = 5;

    public bool RefusesPagerOff { get; set; }

    /// <summary>Single-stage software: no <c>~</c>, no <c>*</c>, no commit.</summary>
    public bool IsVrp5 { get; init; }

    /// <summary>Thrown by the next <see cref="OpenAsync"/> while set.</summary>
    public DeviceException? Refusal { get; set; }

    public Dictionary<string, string> Outputs { get; } = new()
    {
        ["display version"] = "Huawei Versatile Routing Platform Software\r\nVRP (R) software, Version 8.231\r\n",
    };

    /// <summary>Every command that any terminal was sent, in order.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>What the interface views were told.</summary>
    public ConcurrentQueue<string> Applied { get; } = new();

    /// <summary>Put around each shell that is opened.</summary>
    public Func<IShell, IShell> Wrap { get; set; } = shell => shell;

    public int Open => Volatile.Read(ref _open);

    public int Opened => Volatile.Read(ref _opened);

    public List<FakeShell> Shells { get; } = [];

    public Task<IShell> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _opened);
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        var terminal = new FakeTerminal(this);
        var shell = new FakeShell(Delivery, terminal.Receive) { OnClosed = () => Interlocked.Decrement(ref _open) };
        lock (Shells)
        {
            Shells.Add(shell);
        }

        if (Interlocked.Increment(ref _open) > MaxTerminals)
        {
            shell.Say("\r\nAll user interfaces are used, please try later!\r\n");
            shell.End();
        }
        else
        {
            terminal.Greet(shell);
        }

        return Task.FromResult(Wrap(shell));
    }
}
