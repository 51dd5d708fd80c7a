using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Health;

/// <summary>Asks one backend one question, on a connection of its own, as a client of the pool would reach it.</summary>
internal sealed class HealthProbe : IDisposable
{
    /// <summary>Text is looked for in so much of a body.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>In KiB: what the gateway takes of a head itself.</summary>
    private const int MaxHeadKibibytes = 32;

    private readonly CheckTarget _target;
    private readonly HttpMessageInvoker? _http;

    public HealthProbe(CheckTarget target)
    {
        _target = target;
        if (target.Check.Kind == HealthCheckKind.Http)
        {
            _http = new HttpMessageInvoker(Handler(target));
        }
    }

    /// <summary>Null: the backend is well; else what is wrong. Throws only when <paramref name="cancellation"/> says stop.</summary>
    public async Task<CheckFailure?> AskAsync(TimeProvider time, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_target.Check.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return _http is null ? await ConnectOnlyAsync(either.Token) : await GetAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new CheckFailure($"no answer within {_target.Check.Timeout.TotalSeconds:0.###} s", IsRefused: false);
        }
        catch (Exception fault) when (fault is SocketException or IOException or HttpRequestException or System.Security.Authentication.AuthenticationException)
        {
            var inner = fault.InnerException as SocketException ?? fault as SocketException;
            return new CheckFailure((inner ?? fault.InnerException ?? fault).Message, inner?.SocketErrorCode == SocketError.ConnectionRefused);
        }
    }

    public void Dispose() => _http?.Dispose();

    private async Task<CheckFailure?> ConnectOnlyAsync(CancellationToken cancellation)
    {
        await using var stream = await ConnectAsync(_target, cancellation);
        return null;
    }

    private async Task<CheckFailure?> GetAsync(CancellationToken cancellation)
    {
        var check = _target.Check;
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(_target));
        var isHttp2 = _target.Pool.Settings.Protocol == BackendProtocol.Http2;
        request.Version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.Host = check.Host;
        request.Headers.UserAgent.ParseAdd("farol-health-check");
        using var response = await _http!.SendAsync(request, cancellation);
        var status = (int)response.StatusCode;
        if (!check.ExpectedStatus.Any(range => range.Contains(status)))
        {
            return new CheckFailure($"GET {check.Path} answered {status}; expected {string.Join(", ", check.ExpectedStatus)}", IsRefused: false);
        }

        return check.ExpectedBody is null || await HoldsAsync(response.Content, check.ExpectedBody, cancellation)
            ? null
            : new CheckFailure($"GET {check.Path} answered {status}, but its first {MaxBodyBytes / 1024} KiB do not hold expected_body", IsRefused: false);
    }

    private static async Task<bool> HoldsAsync(HttpContent content, string text, CancellationToken cancellation)
    {
        var buffer = new byte[MaxBodyBytes];
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return buffer.AsSpan(0, length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }

    private static Uri Address(CheckTarget target)
    {
        // Always "http": TLS begins beneath, for the client would take the name to check from the Host field.
        var state = target.Backend.State;
        var host = state.Host.Contains(':', StringComparison.Ordinal) ? $"[{state.Host}]" : state.Host;
        return new Uri($"http://{host}:{target.Check.Port ?? state.Port}{target.Check.Path}");
    }

    private static SocketsHttpHandler Handler(CheckTarget target) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = MaxHeadKibibytes,
        // A check that reused a connection would not see that nothing is accepted any more.
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = target.Pool.Settings.Tls is { } tls ? ConnectTls(target, CheckTls.Options(tls, target)) : (_, cancellation) => ConnectAsync(target, cancellation),
    };

    private static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> ConnectTls(CheckTarget target, SslClientAuthenticationOptions options) =>
        async (_, cancellation) =>
        {
            var secured = new SslStream(await ConnectAsync(target, cancellation));
            try
            {
                await secured.AuthenticateAsClientAsync(options, cancellation);
                return secured;
            }
            catch
            {
                await secured.DisposeAsync();
                throw;
            }
        };

    private static async ValueTask<Stream> ConnectAsync(CheckTarget target, CancellationToken cancellation)
    {
        var state = target.Backend.State;
        if (state.Endpoints.Length == 0)
        {
            throw new IOException(state.ResolveError ?? $"the name {state.Host} is not resolved yet");
        }

        SocketException? last = null;
        foreach (var endpoint in state.Endpoints)
        {
            var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(endpoint.Address, target.Check.Port ?? endpoint.Port), cancellation);
                var stream = new NetworkStream(socket, ownsSocket: true);
                await stream.WriteAsync(ProxyHeader(target.Pool.Settings.SendProxyProtocol), cancellation);
                return stream;
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }

    /// <summary>The PROXY protocol's words for a connection that is nobody's but the proxy's own.</summary>
    private static ReadOnlyMemory<byte> ProxyHeader(ProxyProtocolVersion version) => version switch
    {
        ProxyProtocolVersion.V1 => "PROXY UNKNOWN\r\n"u8.ToArray(),
        ProxyProtocolVersion.V2 => new byte[] { 0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x20, 0x00, 0x00, 0x00 },
        _ => ReadOnlyMemory<byte>.Empty,
    };
}
