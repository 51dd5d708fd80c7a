using System.Security.Cryptography;
using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>
/// The keys that seal session tickets. Who knows one can read the recorded sessions of its time that were resumed without a new key exchange, so
/// they live in memory only and are replaced; a ticket lives as long as its key and the next one.
/// </summary>
internal sealed class TlsTicketKeys(TimeProvider time)
{
    /// <summary>Half of the day that a ticket may live at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock _rotating = new();
    private volatile Period _period = new(NewKey(), null, time.GetTimestamp());

    internal OpenSslTicketKey Current => Renewed().Current;

    /// <summary>Replaces the current key now; the one before it is still accepted.</summary>
    public void Rotate()
    {
        lock (_rotating)
        {
            _period = new Period(NewKey(), _period.Current, time.GetTimestamp());
        }
    }

    internal OpenSslTicketKey? Find(ReadOnlySpan<byte> name)
    {
        var period = Renewed();
        return name.SequenceEqual(period.Current.Name) ? period.Current
            : period.Previous is { } previous && name.SequenceEqual(previous.Name) ? previous
            : null;
    }

    private static OpenSslTicketKey NewKey() => new(
        RandomNumberGenerator.GetBytes(OpenSslTicketKey.NameLength),
        RandomNumberGenerator.GetBytes(OpenSslTicketKey.SecretLength),
        RandomNumberGenerator.GetBytes(OpenSslTicketKey.SecretLength));

    private Period Renewed()
    {
        var period = _period;
        var age = time.GetElapsedTime(period.Since);
        if (age < Lifetime)
        {
            return period;
        }

        lock (_rotating)
        {
            if (ReferenceEquals(period, _period))
            {
                // After a silence of two lifetimes even the newest key is too old to be accepted.
                _period = new Period(NewKey(), age < 2 * Lifetime ? period.Current : null, time.GetTimestamp());
            }

            return _period;
        }
    }

    private sealed record Period(OpenSslTicketKey Current, OpenSslTicketKey? Previous, long Since);
}
