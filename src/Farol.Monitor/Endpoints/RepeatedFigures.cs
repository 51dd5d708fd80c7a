using System.Buffers;
using Farol.Access.Authentication;
using Farol.Access.Roles;
using Farol.Monitor.Answers;
using Farol.Monitor.Polling;
using Farol.Monitor.Routers;
using Farol.Telemetry.Repeats;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Monitor.Endpoints;

/// <summary>A family's figures for a request that comes again: judged anew by everything that may have changed since.</summary>
internal sealed class RepeatedFigures : IRepeatableAnswer
{
    private readonly MonitoredRouter _router;
    private readonly IFamily _family;
    private readonly KeptCaller _caller;
    private readonly string _callerKey;
    private readonly string _wanted;
    private readonly RouterScope _scope;
    private readonly MinuteLimits _limits;
    private readonly int _perMinute;
    private readonly TimeProvider _time;

    private RepeatedFigures(HttpContext http, MonitoredRouter router, IFamily family)
    {
        var services = http.RequestServices;
        (_router, _family) = (router, family);
        _caller = KeptCaller.Of(http);
        _callerKey = RateLimits.CallerKey(http);
        _wanted = RouterScope.Wanted(http);
        _scope = services.GetRequiredService<RouterScope>();
        _limits = services.GetRequiredService<MinuteLimits>();
        _perMinute = services.GetRequiredService<MonitorOptions>().DataPerMinute;
        _time = services.GetRequiredService<TimeProvider>();
    }

    /// <summary>Where the connection can answer by itself, it learns how.</summary>
    public static void Offer(HttpContext http, MonitoredRouter router, IFamily family)
    {
        if (http.Features.Get<IRepeatingConnection>() is { IsLearning: true } connection)
        {
            connection.Offer(new RepeatedFigures(http, router, family));
        }
    }

    public bool TryWrite(IBufferWriter<byte> body)
    {
        if (!_caller.IsStillThere
            || !_scope.TryFind(_wanted, _caller.Caller, Role.Viewer, out var router, out _)
            || router != _router
            || _family.FindKept() is not { } figures
            || _limits.Take(RateLimits.Data, _callerKey, _perMinute) is not null)
        {
            return false;
        }

        new RouterAnswer(router.Definition.Id, router.Definition.IsSimulated, figures, _time.GetUtcNow()).Write(body);
        return true;
    }
}
