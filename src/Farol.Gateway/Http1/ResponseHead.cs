namespace Farol.Gateway.Http1;

/// <summary>A backend's response head (RFC 9112 section 4). All ranges count from the buffer's first byte.</summary>
internal sealed class ResponseHead : MessageHead
{
    private const int VersionBytes = 8;
    private const int StatusEnd = VersionBytes + 4;

    private Method _requestMethod;

    public int Status { get; private set; }

    /// <summary>Often empty; it says nothing that the status does not say.</summary>
    public ByteRange ReasonRange { get; private set; }

    /// <summary>1xx but 101: another head follows on the same request.</summary>
    public bool IsInterim => Status is >= 100 and < 200 and not 101;

    /// <summary>101: from here on both sides speak what was asked for by Upgrade.</summary>
    public bool IsSwitchingProtocols => Status == 101;

    /// <param name="buffer">Begins with the response's first byte in every call until <see cref="MessageHead.Reset"/>.</param>
    /// <param name="requestMethod">A response to HEAD has no body, whatever its fields say.</param>
    public ParseOutcome Parse(ReadOnlySpan<byte> buffer, HeadLimits limits, Method requestMethod)
    {
        _requestMethod = requestMethod;
        return Advance(buffer, limits);
    }

    public override void Reset()
    {
        base.Reset();
        Status = 0;
        ReasonRange = default;
        _requestMethod = Method.Other;
    }

    protected override Violation ReadStartLine(ReadOnlySpan<byte> line, int offset, out bool isRead)
    {
        isRead = true;
        if (line.Length < StatusEnd || line[VersionBytes] != Bytes.SP || (line.Length > StatusEnd && line[StatusEnd] != Bytes.SP))
        {
            return Violation.InvalidStatusLine;
        }

        var violation = HttpVersion.Read(line[..VersionBytes], out var isHttp10);
        IsHttp10 = isHttp10;
        if (violation != Violation.None)
        {
            return violation;
        }

        foreach (var digit in line[(VersionBytes + 1)..StatusEnd])
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return Violation.InvalidStatusCode;
            }

            Status = (Status * 10) + digit - '0';
        }

        // A missing space before an absent reason is common and harmless: the line is written anew.
        var reason = Math.Min(StatusEnd + 1, line.Length);
        ReasonRange = new ByteRange(offset + reason, line.Length - reason);
        return Status is >= 100 and <= 599 ? Violation.None : Violation.InvalidStatusCode;
    }

    protected override Violation ReadKnownField(ReadOnlySpan<byte> buffer, in HeaderField field, bool isRepeated) => Violation.None;

    protected override Violation Finish(ReadOnlySpan<byte> buffer)
    {
        if (Status is < 200 or 204)
        {
            // RFC 9110 section 8.6 and RFC 9112 section 6.1; some servers count the nothing of a 204.
            Framing = BodyFraming.None;
            return IsChunked || DeclaredLength > 0 ? Violation.BodyNotAllowed : Violation.None;
        }

        Framing = _requestMethod == Method.Head || Status == 304 ? BodyFraming.None
            : IsChunked ? BodyFraming.Chunked
            : DeclaredLength is null ? BodyFraming.UntilClose
            : DeclaredLength > 0 ? BodyFraming.Counted
            : BodyFraming.None;
        KeepAlive &= Framing != BodyFraming.UntilClose;
        return Violation.None;
    }
}
