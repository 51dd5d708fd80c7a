using System.Buffers.Binary;
using Farol.Gateway.Native;
using Farol.Link.Storage;

namespace Farol.Gateway.Tls;

/// <summary>The keys of session tickets on disk, sealed, so that sessions are resumed after a restart of the gateway too. Never older than keys are used.</summary>
internal sealed class TlsTicketFile(string folder)
{
    private const string FileName = "tickets.keys";
    private const string SealFileName = "tickets.seal";
    private const int KeyBytes = OpenSslTicketKey.NameLength + (2 * OpenSslTicketKey.SecretLength);

    private readonly SealedFile _file = new(folder, FileName, SealFileName, "FAROL-TICKETS-1"u8.ToArray());

    /// <returns>The keys and since when the current one is used; null: none are kept, or what is kept is of no use.</returns>
    public (OpenSslTicketKey Current, OpenSslTicketKey? Previous, DateTimeOffset Since)? Load()
    {
        try
        {
            return _file.Load() is { Length: sizeof(long) + KeyBytes or sizeof(long) + (2 * KeyBytes) } plain
                ? (Key(plain, 0)!, Key(plain, 1), DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(plain)))
                : null;
        }
        catch (Exception unusable) when (unusable is IOException or ArgumentOutOfRangeException)
        {
            // Sessions begin anew then, as they do without it.
            return null;
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(OpenSslTicketKey current, OpenSslTicketKey? previous, DateTimeOffset since)
    {
        var plain = new byte[sizeof(long) + (previous is null ? 1 : 2) * KeyBytes];
        BinaryPrimitives.WriteInt64BigEndian(plain, since.ToUnixTimeMilliseconds());
        Write(plain.AsSpan(sizeof(long)), current);
        if (previous is not null)
        {
            Write(plain.AsSpan(sizeof(long) + KeyBytes), previous);
        }

        _file.Save(plain);
    }

    private static OpenSslTicketKey? Key(byte[] plain, int index)
    {
        var at = sizeof(long) + (index * KeyBytes);
        var secrets = at + OpenSslTicketKey.NameLength;
        return at < plain.Length
            ? new OpenSslTicketKey(plain[at..secrets], plain[secrets..(secrets + OpenSslTicketKey.SecretLength)], plain[(secrets + OpenSslTicketKey.SecretLength)..(at + KeyBytes)])
            : null;
    }

    private static void Write(Span<byte> into, OpenSslTicketKey key)
    {
        key.Name.CopyTo(into);
        key.CipherKey.CopyTo(into[OpenSslTicketKey.NameLength..]);
        key.AuthenticationKey.CopyTo(into[(OpenSslTicketKey.NameLength + OpenSslTicketKey.SecretLength)..]);
    }
}
