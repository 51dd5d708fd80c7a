namespace Farol.Control.Certificates.Acme;

/// <summary>Why the authority refuses (RFC 8555, 6.7).</summary>
internal sealed record AcmeProblem
{
    private const int MaxText = 400;

    public string? Type { get; init; }

    public string? Detail { get; init; }

    public string Text => (Detail ?? Type ?? "no reason was given") is { Length: > MaxText } text ? text[..MaxText] + "…" : Detail ?? Type ?? "no reason was given";
}
