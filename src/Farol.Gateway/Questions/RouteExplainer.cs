using System.Net;
using Farol.Gateway.Affinity;
using Farol.Gateway.Balancing;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Hosting;
using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;
using Farol.Link.Protocol;

namespace Farol.Gateway.Questions;

/// <summary>
/// Says which way a request would take, by the code that requests take it by, and why. Nothing is sent and nothing is counted; the state of rate
/// limits is left out.
/// </summary>
internal sealed class RouteExplainer(GatewayServer server)
{
    /// <summary>DNS has 253 (RFC 1035); the rest is room for brackets.</summary>
    private const int MaxHostBytes = 256;

    public RouteAnswer Answer(RouteQuestion question)
    {
        var snapshot = server.Current;
        var answer = new RouteAnswer { Number = question.Number };
        var reasons = new List<string>();
        var head = new QuestionHead(question, GatewayLoop.LimitsOf(snapshot));
        if (head.Fault is { } fault)
        {
            reasons.Add($"the request is refused before it is routed: {fault.Why}");
            answer.Status = (uint)fault.Status;
        }
        else if (question.ClientAddress.Length > 0 && !IPAddress.TryParse(question.ClientAddress, out _))
        {
            reasons.Add($"client_address: \"{question.ClientAddress}\" is no IP address");
            answer.Status = 400;
        }
        else
        {
            Explain(answer, reasons, snapshot, head, AddressOf(question, snapshot, head, reasons));
        }

        answer.Reasons.AddRange(reasons);
        return answer;
    }

    private static UInt128 AddressOf(RouteQuestion question, GatewaySnapshot snapshot, QuestionHead head, List<string> reasons)
    {
        var connection = IpNetworkSet.Number(question.ClientAddress.Length == 0 ? IPAddress.Loopback : IPAddress.Parse(question.ClientAddress));
        var client = ClientAddresses.Of(connection, head.Head, head.Bytes, snapshot.TrustedProxies);
        if (client != connection)
        {
            reasons.Add($"it comes through a trusted proxy for {GatewayEvents.Address(client)}");
        }

        return client;
    }

    private void Explain(RouteAnswer answer, List<string> reasons, GatewaySnapshot snapshot, QuestionHead head, UInt128 client)
    {
        Span<byte> room = stackalloc byte[MaxHostBytes];
        var hostBytes = head.Head.HostRange.Of(head.Bytes);
        var host = room[..(hostBytes.Length <= MaxHostBytes ? HostNames.Normalise(hostBytes, room) : 0)];
        if (snapshot.Blocks.Find(client, server.Time) is { } block)
        {
            End(answer, reasons, 403, block.Text);
            return;
        }

        if (head.Head.Method is Method.Get or Method.Head && snapshot.AcmeAnswers.Find(host, head.Head.PathRange.Of(head.Bytes)) is not null)
        {
            End(answer, reasons, 200, "it is the challenge of a certificate order under way, which the gateway answers");
            return;
        }

        TellRedirects(reasons, snapshot);
        var route = snapshot.Routes.Match(host, head.Head.PathRange.Of(head.Bytes), head.Head, head.Bytes, out var fault);
        if (fault != PathFault.None)
        {
            End(answer, reasons, 400, $"the path is refused: {fault}");
            return;
        }

        RouteSteps.Tell(reasons, snapshot, host, head, route);
        var isKnown = snapshot.Routes.KnowsHost(host);
        if (route is null && !isKnown && snapshot.UnknownHost is { } unknown)
        {
            reasons.Add("unknown hosts have a route of their own");
            route = unknown;
        }

        if (route is null)
        {
            End(answer, reasons, isKnown ? 404u : 421u, isKnown ? "the host is known, and none of its routes takes the request" : "no route is for this host");
            return;
        }

        TellRoute(answer, reasons, snapshot, route, head, client);
    }

    private void TellRoute(RouteAnswer answer, List<string> reasons, GatewaySnapshot snapshot, Route route, QuestionHead head, UInt128 client)
    {
        (answer.Route, answer.Tenant) = (route.Name, route.Tenant?.Name ?? "");
        if (route.Tenant is { } tenant && snapshot.Blocks.Find(client, tenant, server.Time) is { } block)
        {
            End(answer, reasons, 403, block.Text);
            return;
        }

        foreach (var rule in server.RateLimits.RulesOf(route))
        {
            reasons.Add($"a limit holds: {rule.Identity}");
        }

        if (route.Redirect is { } redirect)
        {
            End(answer, reasons, (uint)redirect.Status, $"it redirects to {route.Settings.Redirect!.To}");
            return;
        }

        var pool = route.Pool!;
        answer.Pool = pool.Name;
        Span<byte> room = stackalloc byte[GeoDatabase.MaxLabelBytes];
        var region = snapshot.RegionOf(pool, client, room);
        if (pool.Settings.Algorithm == Configuration.Gateway.BalancingAlgorithm.GeoProximity)
        {
            reasons.Add(region.IsEmpty ? "where the client is, nobody knows" : $"the client is taken to be in {System.Text.Encoding.UTF8.GetString(region)}");
        }

        var sticky = pool.Settings.StickySessions is { } settings ? new StickyTable(server.StickyKeyOf(snapshot), pool, settings) : null;
        var key = SelectionKeys.Of(pool, head.Head, head.Bytes, client, sticky, region);
        var chosen = new PoolSteps(pool, server.PassiveHealth, sticky).Tell(reasons, key, EventLoop.ClockMicroseconds);
        (answer.Backend, answer.Status) = chosen is null ? ("", 503u) : (chosen.Id, 0u);
    }

    private static void TellRedirects(List<string> reasons, GatewaySnapshot snapshot)
    {
        foreach (var listener in snapshot.Document.Listeners.Where(l => l.RedirectToHttps && l.Tls is null))
        {
            reasons.Add($"on listener {listener.Name} it is redirected to https first (308)");
        }
    }

    private static void End(RouteAnswer answer, List<string> reasons, uint status, string why)
    {
        answer.Status = status;
        reasons.Add(why);
    }
}
