using System.Net;
using Farol.Control.Security.Blocks;

namespace Farol.Control.Tests.Security;

/// <summary>A machine with these addresses.</summary>
internal sealed class FixedAddresses(params string[] addresses) : IOwnAddresses
{
    public IReadOnlyList<IPAddress> Read() => [.. addresses.Select(IPAddress.Parse)];
}
