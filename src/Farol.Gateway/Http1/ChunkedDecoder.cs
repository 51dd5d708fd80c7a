namespace Farol.Gateway.Http1;

/// <summary>Takes a chunked body apart (RFC 9112 section 7.1). A fresh one for each body; <c>default</c> has the default
/// limits.</summary>
internal struct ChunkedDecoder(ChunkLimits limits)
{
    /// <summary>15 hexadecimal digits stay below the largest long.</summary>
    private const int MaxSizeDigits = 15;

    private readonly ChunkLimits? _limits = limits;
    private long _left;
    private LineScanner _lines;
    private int _extensionBytes;
    private int _trailerCount;
    private byte _digits;
    private ChunkStep _step;

    private readonly ChunkLimits Limits => _limits ?? ChunkLimits.Default;

    public Violation Violation { get; private set; }

    /// <summary>With <see cref="DecodeOutcome.Finished"/>: the trailers with the empty line after them, counted from the source of that call.
    /// <see cref="FieldLine.TryNext"/> goes through them.</summary>
    public ByteRange Trailers { get; private set; }

    public readonly bool HasTrailers => _trailerCount > 0;

    /// <summary>Chunk extensions were dropped.</summary>
    public readonly bool HasExtensions => _extensionBytes > 0;

    /// <summary>
    /// Reads on until body bytes were found or the source is at its end. Trailers are consumed all at once: until they are complete, what is
    /// left over of the source must come again with more behind it.
    /// </summary>
    /// <param name="source">Begins with the first byte that was not consumed yet.</param>
    /// <param name="data">With <see cref="DecodeOutcome.Data"/>: body bytes, counted from the source's first byte.</param>
    public DecodeOutcome Next(ReadOnlySpan<byte> source, out int consumed, out ByteRange data)
    {
        data = default;
        consumed = 0;
        while (true)
        {
            switch (_step)
            {
                case ChunkStep.Data:
                    var length = (int)Math.Min(_left, source.Length - consumed);
                    if (length == 0)
                    {
                        return DecodeOutcome.NeedMore;
                    }

                    data = new ByteRange(consumed, length);
                    consumed += length;
                    _left -= length;
                    _step = _left == 0 ? ChunkStep.DataReturn : ChunkStep.Data;
                    return DecodeOutcome.Data;
                case ChunkStep.Trailers:
                    return ReadTrailers(source, ref consumed);
                case ChunkStep.Finished:
                    return DecodeOutcome.Finished;
                case ChunkStep.Refused:
                    return DecodeOutcome.Refused;
                default:
                    if (consumed == source.Length)
                    {
                        return DecodeOutcome.NeedMore;
                    }

                    Take(source[consumed]);
                    consumed += _step == ChunkStep.Refused ? 0 : 1;
                    break;
            }
        }
    }

    private void Take(byte value)
    {
        switch (_step)
        {
            case ChunkStep.FirstSizeDigit or ChunkStep.Size:
                TakeSize(value);
                break;
            case ChunkStep.SizeLineFeed:
                if (value != Bytes.LF)
                {
                    Refuse(Violation.BareCarriageReturn);
                    return;
                }

                _step = _left == 0 ? ChunkStep.Trailers : ChunkStep.Data;
                _digits = 0;
                break;
            case ChunkStep.DataReturn:
                Expect(value, Bytes.CR, ChunkStep.DataLineFeed);
                break;
            case ChunkStep.DataLineFeed:
                Expect(value, Bytes.LF, ChunkStep.FirstSizeDigit);
                break;
            default:
                TakeExtension(value);
                break;
        }
    }

    private void TakeSize(byte value)
    {
        if (char.IsAsciiHexDigit((char)value))
        {
            if (++_digits > MaxSizeDigits)
            {
                Refuse(Violation.ChunkSizeTooLarge);
                return;
            }

            _left = (_left << 4) | (uint)(value <= '9' ? value - '0' : (value | 0x20) - 'a' + 10);
            _step = ChunkStep.Size;
            return;
        }

        if (_step == ChunkStep.FirstSizeDigit || value is not (Bytes.CR or (byte)';'))
        {
            Refuse(value == Bytes.LF ? Violation.BareLineFeed : Violation.InvalidChunkSize);
        }
        else if (value == Bytes.CR)
        {
            _step = ChunkStep.SizeLineFeed;
        }
        else if (Limits.RefuseExtensions)
        {
            Refuse(Violation.ChunkExtensionsRefused);
        }
        else
        {
            _extensionBytes++;
            _step = ChunkStep.ExtensionName;
        }
    }

    private void TakeExtension(byte value)
    {
        if (value != Bytes.CR && ++_extensionBytes > Limits.MaxExtensionBytes)
        {
            Refuse(Violation.ChunkExtensionsTooLong);
            return;
        }

        var next = ChunkExtension.After(_step, value);
        if (next == ChunkStep.Refused)
        {
            Refuse(value == Bytes.LF ? Violation.BareLineFeed : Violation.InvalidChunkExtension);
            return;
        }

        _step = next;
    }

    private DecodeOutcome ReadTrailers(ReadOnlySpan<byte> source, ref int consumed)
    {
        var section = source[consumed..];
        while (true)
        {
            var end = _lines.Find(section, Limits.MaxTrailerBytes, Violation.TrailersTooLarge, out var violation);
            if (end < 0)
            {
                return violation == Violation.None ? DecodeOutcome.NeedMore : Refuse(violation);
            }

            var line = section[_lines.LineStart..end];
            if (line.IsEmpty)
            {
                Trailers = new ByteRange(consumed, end + 2);
                consumed += end + 2;
                _step = ChunkStep.Finished;
                return DecodeOutcome.Finished;
            }

            violation = ReadTrailer(line);
            if (violation != Violation.None)
            {
                return Refuse(violation);
            }

            _lines.MoveOn(end);
        }
    }

    private Violation ReadTrailer(ReadOnlySpan<byte> line)
    {
        if (++_trailerCount > Limits.MaxTrailers)
        {
            return Violation.TooManyTrailers;
        }

        var violation = FieldLine.Read(line, 0, out var field);
        return violation != Violation.None ? violation
            : FieldNames.MayTrail(field.Name) ? Violation.None
            : Violation.ForbiddenTrailer;
    }

    private void Expect(byte value, byte expected, ChunkStep next)
    {
        if (value == expected)
        {
            _step = next;
        }
        else
        {
            Refuse(Violation.MissingChunkEnd);
        }
    }

    private DecodeOutcome Refuse(Violation violation)
    {
        Violation = violation;
        _step = ChunkStep.Refused;
        return DecodeOutcome.Refused;
    }
}
