using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Testing.Support;

namespace Farol.Store.Tests.Redis;

/// <summary>A real redis-server on a port of its own.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _arguments;
    private Process? _process;

    public RedisServer(params string[] arguments)
        : this(tls: false, arguments)
    {
    }

    public RedisServer(bool tls, params string[] arguments)
    {
        Port = FreePort();
        _arguments = [.. tls ? ["--port", "0", "--tls-port", $"{Port}"] : (string[])["--port", $"{Port}"], .. arguments];
    }

    public int Port { get; }

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo("redis-server")
        {
            ArgumentList = { "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.Path },
            RedirectStandardOutput = true,
        }.With(_arguments))!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await Eventually.True(AcceptsAsync, "redis-server accepts connections");
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops the process without ending it: connections stay open and nothing answers.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public static int FreePort() => FreePorts.Take();

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process!.Id}"]);
        kill.WaitForExit();
    }

    private async Task<bool> AcceptsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
