using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Certificates.Acme;

/// <summary>One order from its beginning to the chain (RFC 8555, 7.4).</summary>
internal sealed class OrderRun(AcmeClient client, AccountKey key, ChallengeBoard board, IConfiguration configuration, AcmeOptions options, TimeProvider time)
{
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(10);

    /// <summary>Its answers to the challenges stay on the board: whoever takes the chain takes them off with it, or the listener that one of them opened would close between.</summary>
    /// <returns>The chain and its key, both in PEM.</returns>
    /// <exception cref="AcmeException">It was refused, or is not what was ordered.</exception>
    public async Task<(string ChainPem, string KeyPem)> RunAsync(IReadOnlyList<string> hosts, string challengeType, CancellationToken cancellationToken)
    {
        var (order, url) = await client.OrderAsync(hosts, cancellationToken);
        await ProveAsync(order, challengeType, cancellationToken);
        using var certificateKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await client.FinalizeAsync(order.Finalize ?? throw new AcmeException("The authority's order has no way to finish it."), Request(hosts, certificateKey), cancellationToken);
        var done = await WaitAsync(url, AcmeJson.Default.AcmeOrder, o => o.Status is "valid" or "invalid", cancellationToken);
        if (done is not { Status: "valid", Certificate: { } address })
        {
            throw new AcmeException($"The authority did not issue: {done.Error?.Text ?? $"the order is {done.Status}"}");
        }

        var chain = await client.DownloadAsync(address, cancellationToken);
        var keyPem = certificateKey.ExportPkcs8PrivateKeyPem();
        return FindFault(chain, keyPem, hosts) is { } fault ? throw new AcmeException($"The chain that was issued {fault}.") : (chain, keyPem);
    }

    /// <summary>All hosts at once: every gateway has all answers before the authority is asked to look at the first.</summary>
    private async Task ProveAsync(AcmeOrder order, string challengeType, CancellationToken cancellationToken)
    {
        var open = new List<(AcmeChallenge Challenge, string Authorization, string Host)>();
        var answers = new List<AcmeChallengeSection>();
        foreach (var url in order.Authorizations)
        {
            var (authorization, _) = await client.GetAsync(url, AcmeJson.Default.AcmeAuthorization, cancellationToken);
            if (authorization.Status == "valid")
            {
                continue;
            }

            var host = authorization.Identifier.Value;
            var challenge = authorization.Challenges.FirstOrDefault(c => c.Type == challengeType && c.Token is not null)
                ?? throw new AcmeException($"The authority offers no {challengeType} for {host}, but {string.Join(", ", authorization.Challenges.Select(c => c.Type))}.");
            open.Add((challenge, url, host));
            answers.Add(challengeType == CertificateWords.TlsAlpn
                ? ChallengeAnswers.TlsAlpn(host, challenge.Token!, key.Authorize(challenge.Token!), time.GetUtcNow())
                : ChallengeAnswers.Http(host, challenge.Token!, key.Authorize(challenge.Token!)));
        }

        if (open.Count == 0)
        {
            return;
        }

        board.Set(answers);
        var refused = await configuration.RepublishAsync(cancellationToken);
        if (refused.Count > 0)
        {
            throw new AcmeException($"A gateway does not take the answer to the challenge: {string.Join("; ", refused)}");
        }

        foreach (var (challenge, _, _) in open)
        {
            await client.BeginAsync(challenge, cancellationToken);
        }

        foreach (var (_, url, host) in open)
        {
            var judged = await WaitAsync(url, AcmeJson.Default.AcmeAuthorization, a => a.Status != "pending", cancellationToken);
            if (judged.Status != "valid")
            {
                var reason = judged.Challenges.Select(c => c.Error).OfType<AcmeProblem>().FirstOrDefault()?.Text ?? $"it is {judged.Status}";
                throw new AcmeException($"{host} could not be proven by {challengeType}: {reason}");
            }
        }
    }

    private async Task<T> WaitAsync<T>(string url, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, Func<T, bool> isDone, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (value, retryAfter) = await client.GetAsync(url, type, cancellationToken);
            if (isDone(value))
            {
                return value;
            }

            var pause = retryAfter ?? options.PollInterval;
            await Task.Delay(pause < _longestPause ? pause : _longestPause, time, cancellationToken);
        }
    }

    private static byte[] Request(IReadOnlyList<string> hosts, ECDsa certificateKey)
    {
        var request = new CertificateRequest(new X500DistinguishedName(""), certificateKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        return request.CreateSigningRequest();
    }

    private static string? FindFault(string chainPem, string keyPem, IReadOnlyList<string> hosts) => PemChain.Read(chainPem, out var fault) is not { } chain
        ? fault
        : hosts.FirstOrDefault(h => !chain.Names.Contains(h)) is { } missing ? $"is not for {missing}" : PemChain.FindKeyFault(chainPem, keyPem) is null ? null : "is for another key";
}
