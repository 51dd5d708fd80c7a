using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>A real redis-server with a password, on a port of its own, that can be killed and started again.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    public const string Password = "the-password-of-redis";

    private Process? _process;

    public RedisServer()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public int Port { get; }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "--port", Text(Port), "--bind", "127.0.0.1", "--requirepass", Password, "--save", "", "--appendonly", "no" })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await Eventually.True(async () => await AskAsync("PING") == "PONG", "redis-server answers");
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>What redis-cli prints for a command.</summary>
    public async Task<string> AskAsync(params string[] command)
    {
        var start = new ProcessStartInfo("redis-cli") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["REDISCLI_AUTH"] = Password;
        foreach (var argument in new[] { "-p", Text(Port) }.Concat(command))
        {
            start.ArgumentList.Add(argument);
        }

        using var client = Process.Start(start)!;
        var said = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return said.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
