using System.Net.Sockets;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Http1;
using Farol.Gateway.Metering;
using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>Sends a case's bytes to the gateway and collects what comes back.</summary>
internal static class StrictClient
{
    /// <summary>A gateway that speaks HTTP/1.1 only, on one loop.</summary>
    public static GatewayDocument InFrontOf(int port)
    {
        var document = GatewayUnderTest.InFrontOf(port);
        return document with { Listeners = [document.Listeners[0] with { Http2 = false }] };
    }

    public static async Task<(IReadOnlyList<int> Statuses, bool Ended)> SendAsync(GatewayUnderTest gateway, HttpCase one, ExpectedExchange expected)
    {
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(one.Input);
        var said = new StringBuilder();
        var methods = one.Expected.Where(l => l.StartsWith("request ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).ToList();
        var ended = false;
        while (!ended && (Statuses(said.ToString(), methods).Count < expected.Statuses.Count || expected.Ends))
        {
            var some = await client.ReadSomeAsync();
            ended = some.Length == 0;
            said.Append(some);
        }

        if (!ended)
        {
            client.Socket.Shutdown(SocketShutdown.Send);
            said.Append(await client.ReadToEndAsync());
        }

        return (Statuses(said.ToString(), methods), ended);
    }

    /// <summary>The violations that were reported since the last call.</summary>
    public static List<string> Reported(GatewayUnderTest gateway)
    {
        var texts = new List<string>();
        while (gateway.Server.Events.TryRead(out var happened))
        {
            if (happened.Kind == GatewayEventKind.Violation)
            {
                texts.Add(happened.Text);
            }
        }

        return texts;
    }

    /// <summary>The statuses of all responses. The last may lack its body: what was refused may have been a HEAD.</summary>
    private static List<int> Statuses(string said, List<string> methods)
    {
        var statuses = new List<int>();
        for (var at = 0; at < said.Length;)
        {
            var answers = statuses.Count < methods.Count && methods[statuses.Count] == "HEAD" ? Method.Head : Method.Get;
            var head = new ResponseHead();
            if (head.Parse(Encoding.Latin1.GetBytes(said[at..]), HeadLimits.Default, answers) != ParseOutcome.Complete)
            {
                break;
            }

            statuses.Add(head.Status);
            at += head.HeadLength + (int)head.ContentLength;
        }

        return statuses;
    }
}
