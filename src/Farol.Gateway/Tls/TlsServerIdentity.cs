using System.Net;
using System.Text;

namespace Farol.Gateway.Tls;

/// <summary>The name that a backend's certificate must bear, prepared once a backend: no text is made for a connection.</summary>
internal sealed class TlsServerIdentity
{
    public TlsServerIdentity(string nameOrAddress)
    {
        Name = nameOrAddress.Trim('[', ']');
        IsAddress = IPAddress.TryParse(Name, out _);
        ZeroTerminated = Encoding.ASCII.GetBytes(Name + '\0');
    }

    public string Name { get; }

    public bool IsAddress { get; }

    internal byte[] ZeroTerminated { get; }
}
