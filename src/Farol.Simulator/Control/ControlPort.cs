using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farol.Simulator.Control;

/// <summary>
/// HTTP/1.1 and JSON on loopback, for tests and demonstrations:
/// <list type="bullet">
/// <item><c>GET /</c>: what there is.</item>
/// <item><c>GET /state[?router=N]</c>: a <see cref="RouterSnapshot"/> of each router, or of one.</item>
/// <item><c>GET /unverified</c>: texts that follow no published sample.</item>
/// <item><c>GET /sessions/wait?count=N[&amp;router=N][&amp;timeout_ms=N]</c>: answers once N terminals are logged in; 408 when not in time.</item>
/// <item><c>POST /scenarios[?router=N]</c>: plays a <see cref="Scenario"/>, at all routers or at one.</item>
/// </list>
/// Routers are numbered from 0. One request a connection. Nobody is asked who they are: it is loopback, and a simulator.
/// </summary>
internal sealed class ControlPort : IAsyncDisposable
{
    private const int MaxConnections = 64;
    private const int DefaultWaitMilliseconds = 5_000;
    private const int MaxWaitMilliseconds = 120_000;

    private static readonly TimeSpan _requestTime = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private readonly IReadOnlyList<SimulatedRouter> _routers;
    private readonly TimeProvider _time;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places = new(MaxConnections);
    private readonly Task _accepting;

    public ControlPort(IReadOnlyList<SimulatedRouter> routers, int port, TimeProvider time)
    {
        _routers = routers;
        _time = time;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        for (var place = 0; place < MaxConnections; place++)
        {
            await _places.WaitAsync();
        }

        _places.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await _places.WaitAsync(_stop.Token);
                TcpClient client;
                try
                {
                    client = await _listener.AcceptTcpClientAsync(_stop.Token);
                }
                catch
                {
                    _places.Release();
                    throw;
                }

                _ = ServeAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The port is being closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                using var timer = _time.CreateTimer(_ => limit.Cancel(), null, _requestTime, Timeout.InfiniteTimeSpan);
                var request = await ControlRequest.ReadAsync(stream, limit.Token);
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                var (status, body) = request is null ? (400, Error("not a request")) : await AnswerAsync(request);
                var head = string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
                await stream.WriteAsync(body, _stop.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
        {
            // The client left; a test that wants an answer waits for it.
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<(int Status, byte[] Body)> AnswerAsync(ControlRequest request)
    {
        try
        {
            return (200, JsonSerializer.SerializeToUtf8Bytes(await AnswerBodyAsync(request), _json));
        }
        catch (ControlException refused)
        {
            return (refused.Status, Error(refused.Message));
        }
        catch (Exception invalid) when (invalid is ScenarioException or JsonException)
        {
            return (422, Error(invalid.Message));
        }
    }

    private async Task<object> AnswerBodyAsync(ControlRequest request)
    {
        switch (request.Method, request.Path)
        {
            case ("GET", "/"):
                return new { endpoints = new[] { "GET /state", "GET /unverified", "GET /sessions/wait", "POST /scenarios" }, routers = _routers.Count };
            case ("GET", "/state"):
                return new { routers = Chosen(request).Select(router => router.Snapshot()).ToArray() };
            case ("GET", "/unverified"):
                return new { texts = SimulatedTexts.Unverified };
            case ("GET", "/sessions/wait"):
                return await WaitAsync(request);
            case ("POST", "/scenarios"):
                return await PlayAsync(request);
            default:
                throw new ControlException(404, $"{request.Method} {request.Path} is not here; GET / lists what is");
        }
    }

    private async Task<object> WaitAsync(ControlRequest request)
    {
        var count = Number(request, "count") ?? throw new ControlException(422, "count: how many sessions to wait for");
        var milliseconds = Math.Min(Number(request, "timeout_ms") ?? DefaultWaitMilliseconds, MaxWaitMilliseconds);
        var router = Chosen(request)[0];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var timer = _time.CreateTimer(_ => limit.Cancel(), null, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
        try
        {
            await router.WaitForSessionsAsync(count, limit.Token);
            return new { sessions_open = count };
        }
        catch (OperationCanceledException)
        {
            throw new ControlException(408, $"not {count} but {router.Snapshot().SessionsOpen} sessions after {milliseconds} ms");
        }
    }

    private async Task<object> PlayAsync(ControlRequest request)
    {
        var scenario = JsonSerializer.Deserialize<Scenario>(request.Body, _json) ?? throw new ControlException(422, "kind: which scenario");
        var routers = Chosen(request);
        await Task.WhenAll(routers.Select(router => router.PlayAsync(scenario, _stop.Token)));
        return new { played = scenario.Kind, routers = routers.Count };
    }

    private IReadOnlyList<SimulatedRouter> Chosen(ControlRequest request) => Number(request, "router") switch
    {
        null => _routers,
        { } number when number < _routers.Count => [_routers[number]],
        { } number => throw new ControlException(404, $"router: there is no {number}, only 0 to {_routers.Count - 1}"),
    };

    private static int? Number(ControlRequest request, string name) =>
        !request.Query.TryGetValue(name, out var text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ControlException(422, $"{name}: a number, not \"{text}\"");

    private static byte[] Error(string message) => JsonSerializer.SerializeToUtf8Bytes(new { error = message }, _json);
}
