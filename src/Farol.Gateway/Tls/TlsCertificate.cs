using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>A certificate that was read and may be used.</summary>
/// <param name="Label">Its file, or how the control plane calls it.</param>
/// <param name="ServerNames">Lower case; <c>*.</c> in front stands for one label.</param>
/// <param name="KeyType">RSA, EC and so on: one name may have a certificate of each.</param>
internal sealed record TlsCertificate(string Label, IReadOnlyList<string> ServerNames, string KeyType, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>What an operator should know: it has expired, or is not valid yet. It is served all the same, because one tenant's must not stop the others'.</summary>
    public string? Warning(DateTimeOffset now) =>
        now >= NotAfter ? $"{Label}: the certificate expired on {NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC; renew it"
        : now < NotBefore ? $"{Label}: the certificate is not valid before {NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} UTC; is this machine's clock right?"
        : null;

    internal required OpenSslCertificate Handle { get; init; }
}
