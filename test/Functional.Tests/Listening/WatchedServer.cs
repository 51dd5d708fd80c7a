using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Farol.Listening;
using Farol.Telemetry.Repeats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Functional.Tests.Listening;

/// <summary>Kestrel on the program's own transport, with a handler of the test's; counts what comes to the handler and what the connections answer themselves.</summary>
internal sealed class WatchedServer : IRepeatCounter, IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _handled;
    private int _repeated;

    private WatchedServer(WebApplication app, ManualTime time) => (_app, Time) = (app, time);

    public ManualTime Time { get; }

    /// <summary>Requests that Kestrel and the handler saw.</summary>
    public int Handled => Volatile.Read(ref _handled);

    public int Repeated => Volatile.Read(ref _repeated);

    public SocketWatch Watch { get; private set; } = null!;

    public static async Task<WatchedServer> StartAsync(RequestDelegate handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        ManualTime time = new();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<WatchedListenerFactory>();
        builder.Services.AddSingleton<IConnectionListenerFactory>(provider => provider.GetRequiredService<WatchedListenerFactory>());
        var app = builder.Build();
        WatchedServer server = new(app, time);
        app.UseWebSockets();
        app.Run(async http =>
        {
            var connection = http.Features.Get<IRepeatingConnection>()!;
            connection.Begin();
            Interlocked.Increment(ref server._handled);
            await handler(http);
            connection.CountBy(server);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Watch = app.Services.GetRequiredService<WatchedListenerFactory>().Watch;
        return server;
    }

    public async Task<Socket> ConnectAsync()
    {
        var address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Answers with a body, and lets the connection answer so again.</summary>
    /// <param name="again">The body of a repetition, by the path; null: it declines.</param>
    public static async Task AnswerAsync(HttpContext http, string body, Func<string, string?>? again = null)
    {
        if (http.Features.Get<IRepeatingConnection>() is { IsLearning: true } connection)
        {
            var path = http.Request.Path.Value!;
            connection.Offer(new Repeat(() => again is null ? body : again(path)));
        }

        var bytes = Encoding.ASCII.GetBytes(body);
        http.Response.ContentLength = bytes.Length;
        await http.Response.StartAsync();
        http.Response.BodyWriter.Write(bytes);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public void Count(double seconds, long bodyBytes) => Interlocked.Increment(ref _repeated);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Repeat(Func<string?> body) : IRepeatableAnswer
    {
        public bool TryWrite(IBufferWriter<byte> writer)
        {
            if (body() is not { } text)
            {
                return false;
            }

            writer.Write(Encoding.ASCII.GetBytes(text));
            return true;
        }
    }
}
