using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Farol.Control.SystemRoute;

/// <summary>
/// Why the console's port believes the gateway: the secret that it puts on requests of the system route, new at each start, and whom it believes itself.
/// </summary>
internal sealed class GatewayTrust
{
    public const string Header = "X-Farol-Gateway";

    private const int Bytes = 32;

    private readonly byte[] _utf8;

    public GatewayTrust()
    {
        Secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        _utf8 = Encoding.ASCII.GetBytes(Secret);
    }

    public string Secret { get; }

    /// <summary>Proxies in front of the gateway, as the newest document has them.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; set; } = [];

    /// <summary>In a time that does not tell how much of it is right.</summary>
    public bool Matches(string presented) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented), _utf8);
}
