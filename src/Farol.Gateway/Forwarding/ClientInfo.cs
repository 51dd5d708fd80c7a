using System.Text;
using Farol.Gateway.Native;

namespace Farol.Gateway.Forwarding;

/// <summary>Who is at the other end of a client connection, as the socket (or a PROXY protocol header) has it.</summary>
internal sealed class ClientInfo
{
    public ClientInfo(in SocketAddress address, bool tls, int localPort)
    {
        var endPoint = address.ToEndPoint();
        Address = Routing.IpNetworkSet.Number(endPoint.Address);
        Text = Encoding.ASCII.GetBytes(endPoint.Address.ToString());
        Port = endPoint.Port;
        IsTls = tls;
        LocalPort = Encoding.ASCII.GetBytes(localPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>As a number of 128 bits; IPv4 mapped.</summary>
    public UInt128 Address { get; }

    /// <summary>As it is written in headers and logs.</summary>
    public byte[] Text { get; }

    public int Port { get; }

    public bool IsTls { get; }

    /// <summary>The port it came to, in digits.</summary>
    public byte[] LocalPort { get; }
}
