namespace Farol.Gateway.Http1;

/// <summary>
/// What the heads of requests and responses have alike. It is read line by line as its bytes come: each call goes on where the one before
/// ended, so that any split of the bytes costs as much, and ends, as all of them at once. One object serves a connection for its life.
/// </summary>
internal abstract class MessageHead
{
    /// <summary>Fields of nearly every message; the array grows to <see cref="HeadLimits.MaxFields"/> at most.</summary>
    private const int UsualFields = 24;

    private HeaderField[] _fields = new HeaderField[UsualFields];
    private int _count;
    private ulong _seen;
    private LineScanner _lines;
    private bool _hasStartLine;
    private ParseOutcome _outcome;

    public Violation Violation { get; private set; }

    /// <summary>Bytes up to and including the empty line, once the head is complete.</summary>
    public int HeadLength { get; private set; }

    public bool IsHttp10 { get; protected set; }

    /// <summary>Whether the sender lets the connection live on after this message.</summary>
    public bool KeepAlive { get; protected set; }

    public BodyFraming Framing { get; protected set; }

    /// <summary>The number in Content-Length; null where the field is absent. It is the body's length only if <see cref="Framing"/> is
    /// <see cref="BodyFraming.Counted"/>.</summary>
    public long? DeclaredLength { get; private set; }

    /// <summary>Bytes of a counted body, otherwise 0.</summary>
    public long ContentLength => Framing == BodyFraming.Counted ? DeclaredLength.GetValueOrDefault() : 0;

    /// <summary>Connection names <c>upgrade</c>, an Upgrade field is there, and the version is 1.1.</summary>
    public bool HasUpgrade => !IsHttp10 && ConnectionOptions.Upgrade && Has(FieldName.Upgrade);

    public ReadOnlySpan<HeaderField> Fields => _fields.AsSpan(0, _count);

    protected ConnectionOptions ConnectionOptions { get; private set; }

    protected bool IsChunked { get; private set; }

    /// <summary>Reads on. The buffer begins with the head's first byte in every call and has grown since the last.</summary>
    protected ParseOutcome Advance(ReadOnlySpan<byte> buffer, HeadLimits limits)
    {
        while (_outcome == ParseOutcome.Incomplete)
        {
            var end = FindLineEnd(buffer, limits);
            if (end < 0)
            {
                break;
            }

            var line = buffer[_lines.LineStart..end];
            var violation = _hasStartLine ? ReadFieldLine(buffer, line, limits) : ReadFirstLine(line);
            _lines.MoveOn(end);
            if (violation != Violation.None)
            {
                Refuse(violation);
            }
        }

        return _outcome;
    }

    public virtual void Reset()
    {
        _count = 0;
        _seen = 0;
        _lines = default;
        _hasStartLine = false;
        _outcome = ParseOutcome.Incomplete;
        Violation = Violation.None;
        HeadLength = 0;
        IsHttp10 = false;
        KeepAlive = false;
        Framing = BodyFraming.None;
        DeclaredLength = null;
        ConnectionOptions = default;
        IsChunked = false;
    }

    public bool Has(FieldName name) => (_seen >> (int)name & 1) != 0;

    /// <summary>The first field of a known name; -1: there is none.</summary>
    public int IndexOf(FieldName name)
    {
        if (!Has(name))
        {
            return -1;
        }

        for (var i = 0; i < _count; i++)
        {
            if (_fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    public bool IsConnectionListed(int fieldIndex) => Fields[fieldIndex].IsConnectionListed;

    /// <summary>Whether a field goes on to the other side. Framing and connection fields are written anew there: Content-Length may be copied,
    /// because it is one plain number; Transfer-Encoding, Connection and Upgrade are never copied.</summary>
    public virtual bool MayCross(in HeaderField field) => !field.IsConnectionListed && !FieldNames.IsHopByHop(field.Name);

    /// <summary>Reads the start line, or passes over an empty one by answering false in <paramref name="isRead"/>.</summary>
    protected abstract Violation ReadStartLine(ReadOnlySpan<byte> line, int offset, out bool isRead);

    /// <summary>A field with a meaning to the kind of message.</summary>
    protected abstract Violation ReadKnownField(ReadOnlySpan<byte> buffer, in HeaderField field, bool isRepeated);

    /// <summary>All lines were read: what they say together.</summary>
    protected abstract Violation Finish(ReadOnlySpan<byte> buffer);

    private Violation ReadFirstLine(ReadOnlySpan<byte> line)
    {
        var violation = ReadStartLine(line, _lines.LineStart, out _hasStartLine);
        if (violation == Violation.Http2Preface)
        {
            Violation = violation;
            _outcome = ParseOutcome.Http2Preface;
            return Violation.None;
        }

        return violation;
    }

    private Violation ReadFieldLine(ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> line, HeadLimits limits)
    {
        if (line.IsEmpty)
        {
            return Complete(buffer);
        }

        if (_count == limits.MaxFields)
        {
            return Violation.TooManyFields;
        }

        if (_count == _fields.Length)
        {
            Array.Resize(ref _fields, Math.Min(_fields.Length * 2, limits.MaxFields));
        }

        ref var field = ref _fields[_count];
        var violation = FieldLine.Read(line, _lines.LineStart, out field);
        if (violation != Violation.None)
        {
            return violation;
        }

        _count++;
        if (field.Name == FieldName.Other)
        {
            return Violation.None;
        }

        var isRepeated = Has(field.Name);
        _seen |= 1UL << (int)field.Name;
        return field.Name switch
        {
            FieldName.ContentLength => isRepeated ? Violation.RepeatedContentLength : ReadContentLength(field.ValueIn(buffer)),
            FieldName.TransferEncoding => isRepeated ? Violation.RepeatedTransferEncoding : ReadTransferEncoding(field.ValueIn(buffer)),
            _ => ReadKnownField(buffer, field, isRepeated),
        };
    }

    private Violation Complete(ReadOnlySpan<byte> buffer)
    {
        if (IsChunked && DeclaredLength is not null)
        {
            return Violation.ContentLengthWithTransferEncoding;
        }

        if (Has(FieldName.Connection))
        {
            var violation = ConnectionOptions.Read(buffer, _fields.AsSpan(0, _count), out var options);
            if (violation != Violation.None)
            {
                return violation;
            }

            ConnectionOptions = options;
        }

        KeepAlive = !ConnectionOptions.Close && (!IsHttp10 || ConnectionOptions.KeepAlive);
        var last = Finish(buffer);
        if (last == Violation.None)
        {
            HeadLength = _lines.LineStart + 2;
            _outcome = ParseOutcome.Complete;
        }

        return last;
    }

    private Violation ReadContentLength(ReadOnlySpan<byte> value)
    {
        // 18 digits are below the largest long, so that no sum overflows. A leading zero is legal and has no use but to be read as octal.
        if (value.Length is 0 or > 18 || (value.Length > 1 && value[0] == '0'))
        {
            return Violation.InvalidContentLength;
        }

        var length = 0L;
        foreach (var digit in value)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return Violation.InvalidContentLength;
            }

            length = (length * 10) + digit - '0';
        }

        DeclaredLength = length;
        return Violation.None;
    }

    private Violation ReadTransferEncoding(ReadOnlySpan<byte> value)
    {
        if (IsHttp10)
        {
            return Violation.TransferEncodingInHttp10;
        }

        IsChunked = Bytes.EqualsIgnoreCase(value, "chunked"u8);
        return IsChunked ? Violation.None : Violation.UnsupportedTransferCoding;
    }

    /// <summary>Where the current line ends; -1 if that is not known yet, or never will be.</summary>
    private int FindLineEnd(ReadOnlySpan<byte> buffer, HeadLimits limits)
    {
        var mostForLine = _hasStartLine ? limits.MaxHeadBytes : _lines.LineStart + limits.MaxRequestLineBytes + 2;
        var most = Math.Min(limits.MaxHeadBytes, mostForLine);
        var end = _lines.Find(buffer, most, most == limits.MaxHeadBytes ? Violation.HeadTooLarge : Violation.RequestLineTooLong, out var violation);
        if (violation != Violation.None)
        {
            Refuse(violation);
        }

        return end;
    }

    private void Refuse(Violation violation)
    {
        Violation = violation;
        _outcome = ParseOutcome.Refused;
    }
}
