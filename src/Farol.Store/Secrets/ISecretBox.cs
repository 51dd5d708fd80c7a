namespace Farol.Store.Secrets;

/// <summary>
/// Keeps secrets unreadable at rest: router passwords, provider keys, data-protection keys. The key lies beside the
/// databases in a file of its own, so that a copy of a database alone gives nothing away.
/// </summary>
public interface ISecretBox
{
    /// <summary>Seals bytes. <paramref name="context"/> says what they are (<c>router/7/password</c>) and must be the same to
    /// open them: a sealed value moved elsewhere does not open.</summary>
    byte[] Seal(ReadOnlySpan<byte> secret, string context);

    /// <exception cref="StoreException"><see cref="StoreFault.WrongKey"/>: another key or context, or damaged bytes.</exception>
    byte[] Open(ReadOnlySpan<byte> envelope, string context);

    /// <summary>A keyed digest (HMAC-SHA256) for values that only this installation may have made.</summary>
    byte[] Sign(ReadOnlySpan<byte> message, string context);
}
