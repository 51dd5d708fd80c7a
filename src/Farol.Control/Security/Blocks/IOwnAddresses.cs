using System.Net;

namespace Farol.Control.Security.Blocks;

/// <summary>The addresses of this machine.</summary>
internal interface IOwnAddresses
{
    IReadOnlyList<IPAddress> Read();
}
