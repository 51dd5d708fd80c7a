namespace Farol.Devices.Ssh;

/// <summary>A server's host key as it is pinned.</summary>
/// <param name="Type">Key type as SSH names it: <c>ssh-ed25519</c>, <c>ssh-rsa</c>, <c>ecdsa-sha2-nistp521</c>.</param>
/// <param name="Fingerprint">As <c>ssh-keygen -l</c> shows it: <c>SHA256:</c> and base64 without padding.</param>
public sealed record HostKey(string Type, string Fingerprint);
