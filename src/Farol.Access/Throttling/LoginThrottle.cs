using System.Net;
using System.Net.Sockets;

namespace Farol.Access.Throttling;

/// <summary>
/// Slows down guessing of passwords: after some failures of an account, or from an address, each further try has to wait
/// twice as long as the one before.
/// </summary>
internal sealed class LoginThrottle(AccessOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly FailureTable _accounts = new(options.MaxFailuresPerAccount, options.MaxLoginPause, options.MaxThrottledKeys);
    private readonly FailureTable _addresses = new(options.MaxFailuresPerAddress, options.MaxLoginPause, options.MaxThrottledKeys);

    /// <summary>
    /// Counts a try as failed from its beginning, so that tries at the same time do not slip through together.
    /// Answers how long to wait instead, or null when the try may go on.
    /// </summary>
    public TimeSpan? Begin(string account, IPAddress? address)
    {
        var now = time.GetUtcNow();
        var from = Network(address);
        lock (_gate)
        {
            var pause = Max(_accounts.PauseOf(account, now), _addresses.PauseOf(from, now));
            if (pause > TimeSpan.Zero)
            {
                return pause;
            }

            _accounts.Count(account, now);
            _addresses.Count(from, now);
            return null;
        }
    }

    /// <summary>The try was no failure: the account starts anew, the address gets this one try back.</summary>
    public void Succeeded(string account, IPAddress? address)
    {
        lock (_gate)
        {
            _accounts.Forget(account);
            _addresses.TakeBack(Network(address));
        }
    }

    /// <summary>A household has a whole IPv6 network of 64 bits to try from.</summary>
    internal static string Network(IPAddress? address)
    {
        if (address is null or { AddressFamily: not AddressFamily.InterNetworkV6 } or { IsIPv4MappedToIPv6: true })
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
