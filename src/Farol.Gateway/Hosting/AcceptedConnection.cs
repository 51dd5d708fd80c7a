using Farol.Gateway.Forwarding;
using Farol.Gateway.Loop;

namespace Farol.Gateway.Hosting;

/// <summary>A connection on its way from the port that accepted it to the loop that will serve it.</summary>
internal sealed class AcceptedConnection(GatewayLoop loop, ClientConnection client, ListenerPort port) : IWork
{
    public void Run() => loop.Adopt(client, port);

    public void Discard() => client.CloseUnadopted();
}
