using System.Net.Security;
using Farol.Link.Framing;
using Farol.Link.Protocol;
using Google.Protobuf;

namespace Farol.Link.Joining;

/// <summary>The control plane's end of a connection that showed no certificate: it may join, and nothing else.</summary>
internal sealed class JoinTalk(FrameStream frames, LinkAuthority authority, IGatewayRegistry registry, LinkLimits limits, TimeProvider time)
{
    /// <summary>What is still under way from the other end is read for so long, because closing over it would lose the last words.</summary>
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(1);

    /// <exception cref="LinkException">It ended otherwise than with a certificate.</exception>
    public async Task RunAsync(string from, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(Envelope.BodyOneofCase.AuthorityWanted, cancellationToken);
            await frames.WriteAsync(new Envelope { AuthorityShown = new AuthorityShown { Certificate = ByteString.CopyFrom(authority.Certificate.RawData) } }, limits.MaxFirstFrameBytes, cancellationToken);
            var join = (await ReadAsync(Envelope.BodyOneofCase.JoinRequest, cancellationToken)).JoinRequest;
            using var issued = await registry.JoinAsync(join.Secret.Memory, join.SigningRequest.Memory, from, cancellationToken);
            await frames.WriteAsync(new Envelope { CertificateIssued = new CertificateIssued { Certificate = ByteString.CopyFrom(issued.RawData) } }, limits.MaxFirstFrameBytes, cancellationToken);
            await DrainAsync(cancellationToken);
        }
        catch (LinkException refused) when (refused.Fault is LinkFault.Peer or LinkFault.Malformed)
        {
            await frames.WriteAsync(new Envelope { Goodbye = new Goodbye { Reason = refused.Message } }, limits.MaxFirstFrameBytes, cancellationToken);
            await DrainAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>Tells why this end closes, so that it arrives.</summary>
    public static async Task FarewellAsync(SslStream tls, FrameStream frames, string reason, LinkLimits limits, CancellationToken cancellationToken)
    {
        await frames.WriteAsync(new Envelope { Goodbye = new Goodbye { Reason = reason } }, limits.MaxFirstFrameBytes, cancellationToken);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        both.CancelAfter(_lastWords);
        var rest = new byte[limits.MaxFirstFrameBytes];
        try
        {
            // Its hello, at most; then it closes.
            for (var read = 0; read < rest.Length && await tls.ReadAsync(rest, both.Token) is > 0 and var got; read += got)
            {
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // It heard it, or does not listen.
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        using var last = new CancellationTokenSource(_lastWords, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(last.Token, cancellationToken);
        try
        {
            await frames.ReadAsync(limits.MaxFirstFrameBytes, both.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or LinkException)
        {
            // It closed, or takes its time.
        }
    }

    private async Task<Envelope> ReadAsync(Envelope.BodyOneofCase wanted, CancellationToken cancellationToken)
    {
        var envelope = await frames.ReadAsync(limits.MaxFirstFrameBytes, cancellationToken) ?? throw new LinkException(LinkFault.Closed, "it closed before it had joined");
        return envelope.BodyCase == wanted ? envelope
            : envelope.BodyCase == Envelope.BodyOneofCase.Hello ? throw new LinkException(LinkFault.Peer, "a gateway without a certificate joins first: start it with --join and a token")
            : throw new LinkException(LinkFault.Malformed, $"it sent {envelope.BodyCase} instead of {wanted}");
    }
}
