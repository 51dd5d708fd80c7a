using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Farol.Link.Joining;

namespace Farol.Link.Tests.Remote;

/// <summary>Stands for the control plane's store behind the listener.</summary>
internal sealed class MemoryRegistry(LinkAuthority authority, TimeProvider time) : IGatewayRegistry
{
    private readonly ConcurrentDictionary<string, string> _names = new();

    public ConcurrentDictionary<string, string> Revoked { get; } = new();

    public int Renewals { get; private set; }

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(90);

    public JoinToken Token(string name)
    {
        var token = JoinToken.Create(authority);
        _names[Convert.ToHexString(token.Hash)] = name;
        return token;
    }

    public Task<X509Certificate2> JoinAsync(ReadOnlyMemory<byte> secret, ReadOnlyMemory<byte> signingRequest, string from, CancellationToken cancellationToken) =>
        _names.TryRemove(Convert.ToHexString(JoinToken.HashOf(secret.Span)), out var name)
            ? Task.FromResult(authority.Issue(name, signingRequest.Span, time.GetUtcNow(), Lifetime))
            : throw new LinkException(LinkFault.Peer, "the token is unknown or used");

    public Task<X509Certificate2> RenewAsync(X509Certificate2 current, ReadOnlyMemory<byte> signingRequest, CancellationToken cancellationToken)
    {
        Renewals++;
        return Task.FromResult(authority.Issue(current.GetNameInfo(X509NameType.SimpleName, false), signingRequest.Span, time.GetUtcNow(), TimeSpan.FromDays(90)));
    }

    public Task<string?> RefusalAsync(X509Certificate2 certificate, CancellationToken cancellationToken) =>
        Task.FromResult(Revoked.TryGetValue(certificate.GetNameInfo(X509NameType.SimpleName, false), out var reason) ? reason : null);
}
