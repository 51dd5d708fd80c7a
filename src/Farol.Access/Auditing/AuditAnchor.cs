namespace Farol.Access.Auditing;

/// <summary>An entry with its digest, as an earlier check printed it and somebody kept it elsewhere: what came before cannot be cut off unseen.</summary>
public sealed record AuditAnchor(long Sequence, string Digest)
{
    /// <summary>Reads <c>123:0a1b…</c>; null where the text is none.</summary>
    public static AuditAnchor? Parse(string text) =>
        text.Split(':') is [var sequence, { Length: 64 } digest] && long.TryParse(sequence, System.Globalization.CultureInfo.InvariantCulture, out var number) && digest.All(char.IsAsciiHexDigit)
            ? new AuditAnchor(number, digest.ToLowerInvariant())
            : null;

    public override string ToString() => $"{Sequence}:{Digest}";
}
