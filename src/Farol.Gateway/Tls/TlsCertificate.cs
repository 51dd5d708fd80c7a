using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>A certificate that was read and may be used.</summary>
/// <param name="Label">Its file, or how the control plane calls it.</param>
/// <param name="ServerNames">Lower case; <c>*.</c> in front stands for one label.</param>
/// <param name="KeyAlgorithm">The object identifier of the key's type: one name may have a certificate of each.</param>
internal sealed record TlsCertificate(string Label, IReadOnlyList<string> ServerNames, string KeyAlgorithm, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    internal required OpenSslCertificate Handle { get; init; }
}
