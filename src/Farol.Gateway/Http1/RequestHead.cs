namespace Farol.Gateway.Http1;

/// <summary>A request's head (RFC 9112 section 3). All ranges count from the buffer's first byte.</summary>
internal sealed class RequestHead : MessageHead
{
    /// <summary>The registry's longest is 17 (UPDATEREDIRECTREF); longer than what we implement is a 501 (RFC 9110 section 9.1).</summary>
    public const int MaxMethodBytes = 32;

    private RequestTarget _target;
    private ByteRange _hostField;
    private int _hostLength;
    private bool _hasEmptyLine;

    public Method Method { get; private set; }

    public ByteRange MethodRange { get; private set; }

    public ByteRange TargetRange { get; private set; }

    /// <summary>What is asked of the backend: path and query as they were written, never empty ("/" for an absolute URL without a path, "*"
    /// where <see cref="IsAsterisk"/>).</summary>
    public ByteRange PathAndQueryRange => Move(_target.PathAndQuery);

    public ByteRange PathRange => new(PathAndQueryRange.Start, _target.PathLength);

    /// <summary>Without its question mark; empty as well where there is none.</summary>
    public ByteRange QueryRange => _target.PathLength == _target.PathAndQuery.Length
        ? new ByteRange(PathAndQueryRange.End, 0)
        : new ByteRange(PathRange.End + 1, _target.PathAndQuery.Length - _target.PathLength - 1);

    public bool IsAsterisk => _target.IsAsterisk;

    /// <summary>The target was an absolute URL (whose scheme says nothing about how it came here).</summary>
    public bool IsAbsoluteForm => !_target.Authority.IsEmpty;

    /// <summary>Host and port as written. Empty only in HTTP/1.0 without a Host field and without an absolute target.</summary>
    public ByteRange AuthorityRange => _hostField.IsEmpty ? Move(_target.Authority) : _hostField;

    /// <summary>The authority's host, not lower-cased, an IPv6 address with its brackets.</summary>
    public ByteRange HostRange => new(AuthorityRange.Start, _hostLength);

    /// <summary>0 where the authority has none.</summary>
    public int Port { get; private set; }

    /// <summary>The client waits for 100 (Continue) before it sends the body.</summary>
    public bool ExpectContinue { get; private set; }

    /// <summary>GET in HTTP/1.1 without a body whose Upgrade is exactly <c>websocket</c>.</summary>
    public bool IsWebSocketUpgrade { get; private set; }

    /// <summary>The client takes trailers (<c>TE: trailers</c>).</summary>
    public bool TakesTrailers { get; private set; }

    /// <param name="buffer">Begins with the request's first byte in every call until <see cref="Reset"/>.</param>
    public ParseOutcome Parse(ReadOnlySpan<byte> buffer, HeadLimits limits) => Advance(buffer, limits);

    public override void Reset()
    {
        base.Reset();
        _target = default;
        _hostField = default;
        _hostLength = 0;
        _hasEmptyLine = false;
        Method = Method.Other;
        MethodRange = default;
        TargetRange = default;
        Port = 0;
        ExpectContinue = false;
        IsWebSocketUpgrade = false;
        TakesTrailers = false;
    }

    public override bool MayCross(in HeaderField field) => field.Name switch
    {
        FieldName.TE => TakesTrailers,
        FieldName.Expect => ExpectContinue,
        _ => base.MayCross(field),
    };

    protected override Violation ReadStartLine(ReadOnlySpan<byte> line, int offset, out bool isRead)
    {
        isRead = !line.IsEmpty;
        if (!isRead)
        {
            // Some clients end a body with a CRLF that they do not count (RFC 9112 section 2.2).
            var violation = _hasEmptyLine ? Violation.EmptyLinesBeforeRequest : Violation.None;
            _hasEmptyLine = true;
            return violation;
        }

        if (line.SequenceEqual("PRI * HTTP/2.0"u8))
        {
            return Violation.Http2Preface;
        }

        var methodLength = line.IndexOf(Bytes.SP);
        var method = methodLength < 0 ? line : line[..methodLength];
        if (method.Length > MaxMethodBytes)
        {
            return method.ContainsAnyExcept(Bytes.MethodName) ? Violation.InvalidMethod : Violation.MethodTooLong;
        }

        if (method.IsEmpty || method.ContainsAnyExcept(Bytes.MethodName))
        {
            return Violation.InvalidMethod;
        }

        Method = Methods.Identify(method);
        MethodRange = new ByteRange(offset, method.Length);
        return methodLength < 0 ? Violation.WhitespaceInRequestLine : ReadTargetAndVersion(line[(methodLength + 1)..], offset + methodLength + 1);
    }

    protected override Violation ReadKnownField(ReadOnlySpan<byte> buffer, in HeaderField field, bool isRepeated)
    {
        var value = field.ValueIn(buffer);
        switch (field.Name)
        {
            case FieldName.Host:
                if (isRepeated)
                {
                    return Violation.RepeatedHost;
                }

                _hostField = new ByteRange(field.ValueStart, field.ValueLength);
                var violation = Authority.Read(value, out _hostLength, out var port);
                Port = port;
                return violation;
            case FieldName.Expect:
                ExpectContinue = !isRepeated && Bytes.EqualsIgnoreCase(value, "100-continue"u8);
                return ExpectContinue ? Violation.None : Violation.UnsupportedExpectation;
            case FieldName.TE:
                TakesTrailers = !isRepeated && Bytes.EqualsIgnoreCase(value, "trailers"u8);
                return Violation.None;
            default:
                return Violation.None;
        }
    }

    protected override Violation Finish(ReadOnlySpan<byte> buffer)
    {
        Framing = IsChunked ? BodyFraming.Chunked : DeclaredLength > 0 ? BodyFraming.Counted : BodyFraming.None;
        if (Framing != BodyFraming.None && Method == Method.Trace)
        {
            return Violation.BodyNotAllowed;
        }

        // Without a body there is nothing to wait for; HTTP/1.0 has no interim answers (RFC 9110 section 10.1.1).
        ExpectContinue &= Framing != BodyFraming.None && !IsHttp10;
        if (HasUpgrade && Method == Method.Get && Framing == BodyFraming.None)
        {
            IsWebSocketUpgrade = IsOnlyWebSocket(buffer);
        }

        return FinishAuthority(buffer);
    }

    private Violation FinishAuthority(ReadOnlySpan<byte> buffer)
    {
        if (!Has(FieldName.Host) && !IsHttp10)
        {
            return Violation.MissingHost;
        }

        if (!IsAbsoluteForm)
        {
            return Violation.None;
        }

        var authority = Move(_target.Authority).Of(buffer);
        if (Has(FieldName.Host))
        {
            return Bytes.EqualsIgnoreCase(authority, _hostField.Of(buffer)) ? Violation.None : Violation.HostDisagrees;
        }

        var violation = Authority.Read(authority, out _hostLength, out var port);
        Port = port;
        return violation;
    }

    private Violation ReadTargetAndVersion(ReadOnlySpan<byte> rest, int offset)
    {
        if (Method == Method.Connect)
        {
            return Violation.ConnectNotSupported;
        }

        var targetLength = rest.IndexOf(Bytes.SP);
        var target = targetLength < 0 ? rest : rest[..targetLength];
        var violation = RequestTarget.Read(target, Method, out _target);
        if (violation != Violation.None)
        {
            return violation;
        }

        TargetRange = new ByteRange(offset, target.Length);
        if (targetLength < 0)
        {
            return Violation.MissingVersion;
        }

        violation = HttpVersion.Read(rest[(targetLength + 1)..], out var isHttp10);
        IsHttp10 = isHttp10;
        return violation == Violation.InvalidVersion && rest[(targetLength + 1)..].ContainsAny(Bytes.SP, Bytes.Tab)
            ? Violation.WhitespaceInRequestLine
            : violation;
    }

    private bool IsOnlyWebSocket(ReadOnlySpan<byte> buffer)
    {
        var upgrades = 0;
        var found = false;
        foreach (ref readonly var field in Fields)
        {
            if (field.Name == FieldName.Upgrade)
            {
                upgrades++;
                found = Bytes.EqualsIgnoreCase(field.ValueIn(buffer), "websocket"u8);
            }
        }

        return found && upgrades == 1;
    }

    private ByteRange Move(ByteRange inTarget) => new(TargetRange.Start + inTarget.Start, inTarget.Length);
}
