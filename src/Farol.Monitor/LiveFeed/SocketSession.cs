using Farol.Access.Roles;
using Farol.Devices;
using Farol.Live;
using Farol.Monitor.Answers;
using Farol.Monitor.Commands;
using Farol.Monitor.Endpoints;
using Farol.Monitor.Routers;
using Farol.Monitor.Status;
using Microsoft.AspNetCore.Http;

namespace Farol.Monitor.LiveFeed;

/// <summary>One WebSocket of the monitor: who asks, which router, and what its messages do.</summary>
internal sealed class SocketSession(
    LiveHub hub, LiveOptions live, RouterScope scope, CommandService commands, SystemStatus status, MonitorOptions options, MinuteLimits limits, TimeProvider time)
{
    private const string SocketCommands = "socket-commands";

    public async Task ServeAsync(HttpContext http, Func<MonitoredRouter, LiveView> view)
    {
        var caller = http.GetCaller();
        if (!scope.TryFind(http, caller, Role.Viewer, out var router, out var problem))
        {
            await problem.ExecuteAsync(http);
            return;
        }

        var chosen = view(router);
        var from = http.Connection.RemoteIpAddress?.ToString();
        var limitKey = RateLimits.CallerKey(http);
        await hub.ServeAsync(http, new LiveSession
        {
            View = chosen,
            Identity = caller.UserId ?? "",
            Types = http.Request.Query["types"],
            Since = http.Request.Query["since"],
            Revoked = caller.SessionEnded,
            RevokedReason = "the session has ended; log in again",
            Welcome = client => new
            {
                message = $"Conectado ao canal {chosen.Key.Channel}",
                router = router.Definition.Id,
                simulated = router.Definition.IsSimulated,
                client_id = client.Id,
                server_info = new { version = options.Version, heartbeat_interval = live.HeartbeatSeconds },
            },
            OnMessage = (client, message, cancellationToken) => TakeAsync(new Asked(limitKey, from, caller, router, chosen, client), message, cancellationToken),
        });
    }

    private ValueTask TakeAsync(Asked asked, LiveMessage message, CancellationToken cancellationToken)
    {
        switch (message.Type)
        {
            case "get_status":
                asked.Client.Send("system_status", new { status = status.Of(asked.Router) });
                break;
            case "subscribe":
                Subscribe(asked, message);
                break;
            case "command":
                // The router may take its time; the next message of this client is read meanwhile.
                _ = RunAsync(asked, message, cancellationToken);
                break;
            default:
                asked.Client.Send("error", new { error = $"Unknown message \"{message.Type}\"; known are ping, get_status, subscribe and command" });
                break;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The snapshot anew, for a client behind which somebody else has begun to look.</summary>
    private static void Subscribe(Asked asked, LiveMessage message)
    {
        if (asked.Client.Subscribe(asked.View, message.Text("types"), message.Text("since"), out var error))
        {
            asked.Client.Send("subscribed", new { });
        }
        else
        {
            asked.Client.Send("error", new { error });
        }
    }

    private async Task RunAsync(Asked asked, LiveMessage message, CancellationToken cancellationToken)
    {
        var id = message.Document is { } document && document.TryGetProperty("id", out var given) ? given.Clone() : (object?)null;
        object answer;
        try
        {
            answer = await AnswerAsync(asked, message, id, cancellationToken);
        }
        catch (DeviceException failure)
        {
            answer = Failed(asked, id, failure.Message, rule: null);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        asked.Client.Send("router_data", new { data = answer });
    }

    private async Task<object> AnswerAsync(Asked asked, LiveMessage message, object? id, CancellationToken cancellationToken)
    {
        var tenant = asked.Router.Definition.TenantId;
        if (!asked.Caller.Has(Role.Operator, tenant))
        {
            return Failed(asked, id, "Commands need the role operator", rule: null);
        }

        if (message.Text("command") is not { } line)
        {
            return Failed(asked, id, "command: is required, such as \"display version\"", rule: null);
        }

        if (limits.Take(SocketCommands, asked.LimitKey, options.CommandsPerMinute) is not null)
        {
            return Failed(asked, id, $"At most {options.CommandsPerMinute} commands a minute (RATE_LIMIT_COMMANDS)", rule: null);
        }

        var decision = commands.Decide(line);
        if (!decision.IsAllowed)
        {
            await commands.RecordRefusalAsync(asked.Router, line, decision, asked.Caller, asked.From);
            return Failed(asked, id, decision.Reason!, SnakeCase.Of(decision.Rule!.Value));
        }

        var result = await commands.RunAsync(asked.Router, decision, timeoutSeconds: null, asked.Caller, asked.From, cancellationToken);
        return new
        {
            type = "command_result",
            id,
            router = asked.Router.Definition.Id,
            simulated = asked.Router.Definition.IsSimulated,
            success = result.Error is null,
            command = result.Command,
            result = result.Output,
            error = result.Error,
            execution_time = result.ExecutionTime,
            truncated = result.Truncated,
            timestamp = time.GetUtcNow(),
        };
    }

    private object Failed(Asked asked, object? id, string error, string? rule) => new
    {
        type = "command_result",
        id,
        router = asked.Router.Definition.Id,
        simulated = asked.Router.Definition.IsSimulated,
        success = false,
        error,
        rule,
        timestamp = time.GetUtcNow(),
    };

    private sealed record Asked(string LimitKey, string? From, Caller Caller, MonitoredRouter Router, LiveView View, LiveClient Client);
}
