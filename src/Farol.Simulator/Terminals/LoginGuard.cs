using System.Net;
using System.Security.Cryptography;
using System.Text;
using Farol.Simulator.Cli;

namespace Farol.Simulator.Terminals;

/// <summary>Checks passwords, and locks an address for five minutes after six wrong ones, as the router does by default.</summary>
internal sealed class LoginGuard(SimulatedRouterOptions options, FaultPlan faults, TimeProvider time)
{
    public const int MaxWrongPasswords = 6;

    private const int MaxAddresses = 1_024;

    private static readonly TimeSpan _lockTime = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (int Wrong, DateTimeOffset Last)> _byAddress = [];
    private long _refused;

    public long Refused => Interlocked.Read(ref _refused);

    /// <returns>The account's level, or null when refused.</returns>
    public CommandLevel? Check(IPAddress address, string user, string password)
    {
        lock (_gate)
        {
            if (IsLockedNow(address))
            {
                Interlocked.Increment(ref _refused);
                return null;
            }

            var level = faults.RefusesLogins ? null : LevelOf(user, password);
            if (level is not null)
            {
                _byAddress.Remove(address);
                return level;
            }

            if (_byAddress.Count < MaxAddresses || _byAddress.ContainsKey(address))
            {
                _byAddress[address] = (_byAddress.GetValueOrDefault(address).Wrong + 1, time.GetUtcNow());
            }

            Interlocked.Increment(ref _refused);
            return null;
        }
    }

    public bool IsLocked(IPAddress address)
    {
        lock (_gate)
        {
            return IsLockedNow(address);
        }
    }

    public void Unlock()
    {
        lock (_gate)
        {
            _byAddress.Clear();
        }
    }

    private bool IsLockedNow(IPAddress address)
    {
        if (!_byAddress.TryGetValue(address, out var entry) || entry.Wrong < MaxWrongPasswords)
        {
            return false;
        }

        if (time.GetUtcNow() - entry.Last < _lockTime)
        {
            return true;
        }

        _byAddress.Remove(address);
        return false;
    }

    private CommandLevel? LevelOf(string user, string password) =>
        Same(user, options.User) && Same(password, options.Password)
            ? options.LowPrivilege ? CommandLevel.Monitoring : CommandLevel.Management
            : Same(user, options.ChangeUser) && Same(password, options.ChangePassword) ? CommandLevel.Management : null;

    private static bool Same(string typed, string? wanted) =>
        wanted is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(wanted));
}
