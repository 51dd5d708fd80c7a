namespace Farol.Gateway.Http1;

/// <summary>What the Connection fields of a head say together.</summary>
internal readonly record struct ConnectionOptions(bool Close, bool KeepAlive, bool Upgrade)
{
    /// <summary>Senders name two or three. Each unknown one is looked for among all fields, so their number is bounded.</summary>
    public const int MaxOptions = 16;

    /// <summary>Reads the options and marks the fields that they name.</summary>
    public static Violation Read(ReadOnlySpan<byte> buffer, Span<HeaderField> fields, out ConnectionOptions options)
    {
        options = default;
        var left = MaxOptions;
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].Name != FieldName.Connection)
            {
                continue;
            }

            var violation = ReadList(fields[i].ValueIn(buffer), buffer, fields, ref options, ref left);
            if (violation != Violation.None)
            {
                return violation;
            }
        }

        return Violation.None;
    }

    private static Violation ReadList(
        ReadOnlySpan<byte> list, ReadOnlySpan<byte> buffer, Span<HeaderField> fields, ref ConnectionOptions options, ref int left)
    {
        while (true)
        {
            var comma = list.IndexOf((byte)',');
            var option = Bytes.TrimBlanks(comma < 0 ? list : list[..comma]);
            if (--left < 0)
            {
                return Violation.TooManyConnectionOptions;
            }

            // Empty elements of a list are passed over (RFC 9110 section 5.6.1.2).
            if (!option.IsEmpty)
            {
                var violation = ReadOption(option, buffer, fields, ref options);
                if (violation != Violation.None)
                {
                    return violation;
                }
            }

            if (comma < 0)
            {
                return Violation.None;
            }

            list = list[(comma + 1)..];
        }
    }

    private static Violation ReadOption(
        ReadOnlySpan<byte> option, ReadOnlySpan<byte> buffer, Span<HeaderField> fields, ref ConnectionOptions options)
    {
        if (option.ContainsAnyExcept(Bytes.Token))
        {
            return Violation.InvalidConnection;
        }

        if (Bytes.EqualsIgnoreCase(option, "close"u8))
        {
            options = options with { Close = true };
            return Violation.None;
        }

        switch (FieldNames.Identify(option))
        {
            case FieldName.KeepAlive:
                options = options with { KeepAlive = true };
                return Violation.None;
            case FieldName.Upgrade:
                options = options with { Upgrade = true };
                return Violation.None;
            case FieldName.Other:
                MarkNamed(option, buffer, fields);
                return Violation.None;
            case var known:
                return FieldNames.ConnectionMayName(known) ? Violation.None : Violation.ConnectionNamesKnownField;
        }
    }

    private static void MarkNamed(ReadOnlySpan<byte> option, ReadOnlySpan<byte> buffer, Span<HeaderField> fields)
    {
        foreach (ref var field in fields)
        {
            if (field.Name == FieldName.Other && field.NameLength == option.Length && Bytes.EqualsIgnoreCase(field.NameIn(buffer), option))
            {
                field.IsConnectionListed = true;
            }
        }
    }
}
