using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Farol.Link.Endpoints;
using Farol.Link.Framing;
using Farol.Link.Protocol;
using Google.Protobuf;

namespace Farol.Link.Joining;

/// <summary>A new gateway's first talk with its control plane: whom it talks to, then the token against a certificate.</summary>
public static class GatewayJoin
{
    /// <returns>To be kept: the token is used up.</returns>
    /// <exception cref="LinkException"><see cref="LinkFault.Peer"/>: it is another control plane, or the token does not count; otherwise trying again is safe.</exception>
    public static async Task<GatewayIdentity> RunAsync(RemoteAddress address, JoinToken token, string programVersion, LinkLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.HelloTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var (tls, shown) = await TlsDial.ConnectAsync(address, identity: null, both.Token);
            await using var frames = new FrameStream(tls);
            var authority = await AuthorityAsync(frames, address, token, limits, both.Token);
            if (LinkTrust.FaultOf(shown, authority, LinkTrust.ControlUsage, time.GetUtcNow()) is { } fault)
            {
                throw new LinkException(LinkFault.Peer, $"{address}: the control plane's certificate {fault}");
            }

            using var request = new KeyRequest();
            var join = new JoinRequest { Secret = ByteString.CopyFrom(token.Secret.Span), SigningRequest = ByteString.CopyFrom(request.SigningRequest), ProgramVersion = programVersion };
            await frames.WriteAsync(new Envelope { JoinRequest = join }, limits.MaxFirstFrameBytes, both.Token);
            var issued = await AnswerAsync(frames, Envelope.BodyOneofCase.CertificateIssued, limits, both.Token);
            return request.With(issued.CertificateIssued.Certificate.Span, authority, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(LinkFault.Silent, $"{address} did not answer within {limits.HelloTimeout.TotalSeconds:0.#} s");
        }
    }

    private static async Task<X509Certificate2> AuthorityAsync(FrameStream frames, RemoteAddress address, JoinToken token, LinkLimits limits, CancellationToken cancellationToken)
    {
        await frames.WriteAsync(new Envelope { AuthorityWanted = new AuthorityWanted() }, limits.MaxFirstFrameBytes, cancellationToken);
        var answer = await AnswerAsync(frames, Envelope.BodyOneofCase.AuthorityShown, limits, cancellationToken);
        try
        {
            var authority = X509CertificateLoader.LoadCertificate(answer.AuthorityShown.Certificate.Span);
            return LinkTrust.IsAuthority(authority, token.Authority.Span)
                ? authority
                : throw new LinkException(LinkFault.Peer, $"{address} is another control plane than the one that made the token: nothing was told to it");
        }
        catch (CryptographicException wrong)
        {
            throw new LinkException(LinkFault.Malformed, $"{address} shows no certificate of an authority: {wrong.Message}", wrong);
        }
    }

    private static async Task<Envelope> AnswerAsync(FrameStream frames, Envelope.BodyOneofCase wanted, LinkLimits limits, CancellationToken cancellationToken)
    {
        var answer = await frames.ReadAsync(limits.MaxFirstFrameBytes, cancellationToken) ?? throw new LinkException(LinkFault.Closed, "the control plane closed instead of answering");
        return answer.BodyCase == wanted ? answer
            : answer.BodyCase == Envelope.BodyOneofCase.Goodbye ? throw new LinkException(LinkFault.Peer, "the control plane refuses: " + answer.Goodbye.Reason)
            : throw new LinkException(LinkFault.Malformed, $"the control plane answered with {answer.BodyCase} instead of {wanted}");
    }
}
