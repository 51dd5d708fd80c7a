namespace Farol.Monitor.Routers;

/// <summary>How a router's command line is reached.</summary>
public enum RouterProtocol
{
    Ssh,
    Telnet,
}
