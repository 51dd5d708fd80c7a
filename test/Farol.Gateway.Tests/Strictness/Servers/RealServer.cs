using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Farol.Gateway.Http1;
using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness.Servers;

/// <summary>A server of another make on a Unix socket that says in <c>X-Understood</c> what it understood of each request.</summary>
internal sealed class RealServer : IDisposable
{
    private readonly Process? _process;
    private readonly StringBuilder _complaints = new();

    private RealServer(string name, string socketPath, Process? process)
    {
        Name = name;
        SocketPath = socketPath;
        _process = process;
    }

    public string Name { get; }

    public string SocketPath { get; }

    /// <summary>Runs in this process already.</summary>
    public static RealServer At(string name, string socketPath) => new(name, socketPath, process: null);

    public static async Task<RealServer> StartAsync(string name, string socketPath, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        var server = new RealServer(name, socketPath, Process.Start(start)!);
        server._process!.ErrorDataReceived += (_, said) => server.Note(said.Data);
        server._process.OutputDataReceived += (_, said) => server.Note(said.Data);
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        try
        {
            await Eventually.True(server.IsListening, $"{name} listens");
        }
        catch (Xunit.Sdk.XunitException late)
        {
            server.Dispose();
            Assert.Fail($"{late.Message}; it said: {server._complaints}");
        }

        return server;
    }

    /// <summary>What the server understood of the bytes, one request after another; a last "refused" with the status, if it refused one.</summary>
    public async Task<IReadOnlyList<string>> UnderstandAsync(ReadOnlyMemory<byte> bytes, IReadOnlyList<string> methods)
    {
        using var connection = new RawConnection(await ConnectAsync());
        await connection.SendAsync(bytes);
        var said = new StringBuilder();
        var understood = Read(said.ToString(), methods);
        while (understood.Count < methods.Count && await connection.ReadSomeAsync() is { Length: > 0 } some)
        {
            said.Append(some);
            understood = Read(said.ToString(), methods);
        }

        if (understood.Count == methods.Count)
        {
            connection.Socket.Shutdown(SocketShutdown.Send);
            said.Append(await connection.ReadToEndAsync());
            understood = Read(said.ToString(), methods);
        }

        return understood;
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            _process.Dispose();
        }
    }

    private static List<string> Read(string said, IReadOnlyList<string> methods)
    {
        var understood = new List<string>();
        var head = new ResponseHead();
        for (var at = 0; at < said.Length;)
        {
            head.Reset();
            var bytes = Encoding.Latin1.GetBytes(said[at..]);
            var answers = understood.Count < methods.Count && methods[understood.Count] == "HEAD" ? Method.Head : Method.Get;
            if (head.Parse(bytes, HeadLimits.Default, answers) != ParseOutcome.Complete)
            {
                break;
            }

            at += head.HeadLength + (int)head.ContentLength;
            if (head.IsInterim)
            {
                continue;
            }

            var line = "";
            foreach (var field in head.Fields)
            {
                line = Encoding.Latin1.GetString(field.NameIn(bytes)).Equals("x-understood", StringComparison.OrdinalIgnoreCase)
                    ? Encoding.Latin1.GetString(field.ValueIn(bytes))
                    : line;
            }

            understood.Add(line.Length > 0 ? line : $"refused {head.Status}");
        }

        return understood;
    }

    private async Task<bool> IsListening()
    {
        try
        {
            using var socket = await ConnectAsync();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), TestContext.Current.CancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Note(string? line)
    {
        lock (_complaints)
        {
            _complaints.AppendLine(line);
        }
    }
}
