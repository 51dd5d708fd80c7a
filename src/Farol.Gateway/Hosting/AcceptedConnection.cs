using Farol.Gateway.Forwarding;
using Farol.Gateway.Loop;

namespace Farol.Gateway.Hosting;

/// <summary>A connection on its way from the loop that accepted it to the one that will serve it.</summary>
internal sealed class AcceptedConnection(GatewayLoop loop, ClientConnection client) : IWork
{
    public void Run() => loop.Adopt(client);

    public void Discard() => client.CloseUnadopted();
}
