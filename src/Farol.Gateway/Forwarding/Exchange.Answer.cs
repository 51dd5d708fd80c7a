using Farol.Gateway.Http1;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Forwarding;

/// <content>Answers that no backend gives.</content>
internal sealed partial class Exchange
{
    /// <summary>An answer of the gateway's own, instead of a backend's.</summary>
    private void Answer(int status, string detail, int retryAfterSeconds = 0)
    {
        GatewayAnswers.Write(_client, _gateway.Scratch, new GatewayAnswer
        {
            Status = status,
            Detail = detail,
            RetryAfterSeconds = retryAfterSeconds,
            RequestId = _requestId.AsSpan(0, _requestIdLength),
            Page = _route?.PageFor(status) ?? _snapshot.PageFor(status),
            Close = !BodyIsRead(),
        });
        FinishLocal(status);
    }

    private void Redirect(RedirectTemplate template, ReadOnlySpan<byte> host)
    {
        GatewayAnswers.Redirect(_client, _gateway.Scratch, template, host, close: !BodyIsRead());
        FinishLocal(template.Status);
    }

    private void FinishLocal(int status)
    {
        _record.Status = status;
        _client.Flush();
        End();
        _client.Finished();
    }

    private bool BodyIsRead() => _requestDone || _client.Head.Framing == BodyFraming.None;
}
