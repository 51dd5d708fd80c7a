using System.Security.Cryptography;
using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>
/// The keys that seal session tickets. Who knows one can read the recorded sessions of its time that were resumed without a new key exchange, so
/// they are replaced, and on disk only sealed; a ticket lives as long as its key and the next one.
/// </summary>
/// <param name="file">Keeps them over restarts; null: they live in memory only.</param>
internal sealed class TlsTicketKeys(TimeProvider time, TlsTicketFile? file = null)
{
    /// <summary>Half of the day that a ticket may live at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock _rotating = new();
    private volatile Period _period = First(time, file);
    private Period? _saved;

    internal OpenSslTicketKey Current => Renewed().Current;

    /// <summary>Replaces the current key now; the one before it is still accepted.</summary>
    public void Rotate()
    {
        lock (_rotating)
        {
            _period = new Period(NewKey(), _period.Current, time.GetTimestamp());
        }
    }

    /// <summary>Keeps the keys in force on disk, if they are not there yet. Not for loops.</summary>
    /// <exception cref="IOException">They cannot be kept.</exception>
    public void Save()
    {
        if (file is not null && Renewed() is var period && !ReferenceEquals(period, _saved))
        {
            file.Save(period.Current, period.Previous, time.GetUtcNow() - time.GetElapsedTime(period.Since));
            _saved = period;
        }
    }

    internal OpenSslTicketKey? Find(ReadOnlySpan<byte> name)
    {
        var period = Renewed();
        return name.SequenceEqual(period.Current.Name) ? period.Current
            : period.Previous is { } previous && name.SequenceEqual(previous.Name) ? previous
            : null;
    }

    private static Period First(TimeProvider time, TlsTicketFile? file)
    {
        // Kept by a clock that was wrong since, or too old to be accepted: not used.
        var now = time.GetTimestamp();
        return file?.Load() is { } kept && time.GetUtcNow() - kept.Since is var age && age >= TimeSpan.Zero && age < 2 * Lifetime
            ? new Period(kept.Current, kept.Previous, now - (long)(age.TotalSeconds * time.TimestampFrequency))
            : new Period(NewKey(), null, now);
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
