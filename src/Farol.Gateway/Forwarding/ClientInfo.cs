using System.Globalization;
using System.Net;
using System.Text;

namespace Farol.Gateway.Forwarding;

/// <summary>Who is at the other end of a client connection, as the socket (or a PROXY protocol header) has it.</summary>
internal sealed class ClientInfo
{
    public ClientInfo(IPEndPoint remote, IPEndPoint local, bool tls)
    {
        Remote = remote;
        Local = local;
        Address = Routing.IpNetworkSet.Number(remote.Address);
        Text = Encoding.ASCII.GetBytes(remote.Address.ToString());
        IsTls = tls;
        LocalPort = Encoding.ASCII.GetBytes(local.Port.ToString(CultureInfo.InvariantCulture));
    }

    public IPEndPoint Remote { get; }

    /// <summary>What the client connected to.</summary>
    public IPEndPoint Local { get; }

    /// <summary>As a number of 128 bits; IPv4 mapped.</summary>
    public UInt128 Address { get; }

    /// <summary>As it is written in headers and logs.</summary>
    public byte[] Text { get; }

    public int Port => Remote.Port;

    public bool IsTls { get; }

    /// <summary>The port it came to, in digits.</summary>
    public byte[] LocalPort { get; }
}
