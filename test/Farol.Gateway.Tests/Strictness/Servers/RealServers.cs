using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness.Servers;

/// <summary>Three readers of HTTP/1.1 that share no code: Kestrel, nginx (which hands on to Kestrel what it understood), and Python's h11 in uvicorn.</summary>
internal sealed class RealServers : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<RealServer> _all = [];
    private WebApplication? _kestrel;

    public IReadOnlyList<RealServer> All => _all;

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAllAsync();
        }
        catch
        {
            // Nobody disposes what did not come up.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _all)
        {
            server.Dispose();
        }

        if (_kestrel is not null)
        {
            await _kestrel.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task StartAllAsync()
    {
        _all.Add(await StartKestrelAsync());
        _all.Add(await StartNginxAsync(_all[0].SocketPath));
        var socket = Path.Combine(_folder.Path, "uvicorn");
        _all.Add(await RealServer.StartAsync(
            "uvicorn", socket, "/usr/bin/python3", "-m", "uvicorn", "--uds", socket, "--http", "h11", "--ws", "none", "--loop", "asyncio", "--lifespan", "off",
            "--log-level", "critical", "--no-access-log",
            "--app-dir", RepositoryRoot.File("test", "Farol.Gateway.Tests", "Strictness", "Servers"), "understood:app"));
    }

    private async Task<RealServer> StartKestrelAsync()
    {
        var socket = Path.Combine(_folder.Path, "kestrel");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.ListenUnixSocket(socket);
            options.Limits.MaxRequestHeadersTotalSize = 100_000;
            options.Limits.MaxRequestLineSize = 50_000;
            options.Limits.MaxRequestHeaderCount = 200;
        });
        _kestrel = builder.Build();
        _kestrel.Run(UnderstandAsync);
        await _kestrel.StartAsync(TestContext.Current.CancellationToken);
        return RealServer.At("Kestrel", socket);
    }

    private static async Task UnderstandAsync(HttpContext context)
    {
        var buffer = new byte[8192];
        var length = 0L;
        for (var count = 1; count > 0; length += count)
        {
            count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
        }

        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        context.Response.Headers["X-Understood"] =
            string.Create(CultureInfo.InvariantCulture, $"{context.Request.Method} {target} {context.Request.Headers.Host} {length}");
        context.Response.ContentLength = 0;
    }

    private async Task<RealServer> StartNginxAsync(string behind)
    {
        var socket = Path.Combine(_folder.Path, "nginx.socket");
        var configuration = Path.Combine(_folder.Path, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            master_process off;
            error_log stderr crit;
            pid {{_folder.Path}}/nginx.pid;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path {{_folder.Path}}/body;
              proxy_temp_path {{_folder.Path}}/proxy;
              fastcgi_temp_path {{_folder.Path}}/fastcgi;
              uwsgi_temp_path {{_folder.Path}}/uwsgi;
              scgi_temp_path {{_folder.Path}}/scgi;
              client_header_buffer_size 64k;
              large_client_header_buffers 4 64k;
              client_max_body_size 0;
              server {
                listen unix:{{socket}};
                location / {
                  proxy_pass http://unix:{{behind}};
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                }
              }
            }
            """, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), TestContext.Current.CancellationToken);
        return await RealServer.StartAsync("nginx", socket, "/usr/sbin/nginx", "-p", _folder.Path, "-c", configuration);
    }
}
